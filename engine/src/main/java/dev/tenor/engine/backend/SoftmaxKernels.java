package dev.tenor.engine.backend;

/// Softmax over the rows of x [rows, cols], and the loss on it.
public interface SoftmaxKernels {
  /// y = exp(x − max) / Σ exp(x − max). A row of −∞ alone gives zeros. `y` may be `x`.
  void softmax(Buffer y, Buffer x, int rows, int cols);

  /// dx = y·(dy − Σ dy·y). `dx` may be `dy`.
  void softmaxBackward(Buffer dx, Buffer dy, Buffer y, int rows, int cols);

  /// y = x − max − log Σ exp(x − max)
  void logSoftmax(Buffer y, Buffer x, int rows, int cols);

  /// dx = dy − exp(y)·Σ dy
  void logSoftmaxBackward(Buffer dx, Buffer dy, Buffer y, int rows, int cols);

  /// loss[0] = mean over rows of `−log softmax(x)[label]`; `probs` [rows, cols] gets the softmax.
  /// `labels` `[rows]` holds class numbers as floats.
  void crossEntropy(Buffer loss, Buffer probs, Buffer x, Buffer labels, int rows, int cols);

  /// dx = dloss[0]/rows · (probs − one-hot(labels))
  void crossEntropyBackward(
      Buffer dx, Buffer dloss, Buffer probs, Buffer labels, int rows, int cols);
}
