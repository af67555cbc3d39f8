package dev.tenor.engine.backend;

/// Scaled dot-product attention of several heads (Vaswani et al. 2017, section 3.2).
/// [ComposedAttention] specifies what a fused kernel must compute.
public interface Attention<B extends Buffer> {
  /// probs [B,heads,Tq,Tk] = softmax(q·kᵀ/√D + mask), out [B,Tq,E] = dropout(probs)·v. `mask` is
  /// added to the scores (0 keeps, −∞ hides); null when `g.maskBatch()` is 0. A query that may see
  /// no key gets zeros. Tokens of q, k and v are `g.token()` floats apart, those of `out` E.
  ///
  /// @param lengths `[B]`, how many keys there are to see in each batch entry; or null for all
  /// @param scratch `g.scores()` floats where there is dropout, otherwise null
  void forward(B out, B probs, B q, B k, B v, B mask, B lengths, B scratch, AttentionGeometry g);

  /// The gradients of q, k and v; `lengths` is that of [#forward], and `scratch` holds `g.scores()`
  /// floats.
  void backward(
      B dq, B dk, B dv, B dout, B probs, B q, B k, B v, B lengths, B scratch, AttentionGeometry g);
}
