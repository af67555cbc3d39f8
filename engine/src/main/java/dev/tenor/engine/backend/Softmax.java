package dev.tenor.engine.backend;

/// Softmax over the rows of x [rows, cols], and the loss on it.
public interface Softmax<B extends Buffer> {
  /// y = exp(x − max) / Σ exp(x − max). A row of −∞ alone gives zeros. `y` may be `x`.
  void forward(B y, B x, int rows, int cols);

  /// Puts −∞ to the scores [B,heads,Tq,Tk] of attention that no query may see: those of key j in
  /// batch entry b where j is not below `lengths[b]` (unless `lengths` `[B]` is null), and where j
  /// > i for query i if `g.causal()`.
  void hide(B scores, B lengths, AttentionGeometry g);

  /// dx = y·(dy − Σ dy·y). `dx` may be `dy`.
  void backward(B dx, B dy, B y, int rows, int cols);

  /// y = x − max − log Σ exp(x − max)
  void logForward(B y, B x, int rows, int cols);

  /// dx = dy − exp(y)·Σ dy
  void logBackward(B dx, B dy, B y, int rows, int cols);

  /// loss[0] = mean over rows of `−log softmax(x)[label]`; `probs` [rows, cols] gets the softmax.
  /// `labels` `[rows]` holds class numbers as floats; others are refused as in [Indexing].
  void crossEntropy(B loss, B probs, B x, B labels, int rows, int cols);

  /// dx = dloss[0]/rows · (probs − one-hot(labels))
  void crossEntropyBackward(B dx, B dloss, B probs, B labels, int rows, int cols);
}
