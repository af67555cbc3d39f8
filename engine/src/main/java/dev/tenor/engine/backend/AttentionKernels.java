package dev.tenor.engine.backend;

import dev.tenor.engine.backend.GemmGeometry.Stride;

/// Scaled dot-product attention. The bodies here compose it from the other primitives and specify
/// what a fused kernel must compute.
public interface AttentionKernels extends Gemm, SoftmaxKernels, Elementwise {
  /// probs [B,heads,Tq,Tk] = softmax(q·kᵀ/√D + mask), out [B,Tq,E] = probs·v. `mask` is added to
  /// the scores (0 keeps, −∞ hides); null when `g.maskBatch()` is 0. A query that may see no key
  /// gets zeros. Tokens of q, k and v are `g.token()` floats apart, those of `out` E.
  default void attention(
      Buffer out, Buffer probs, Buffer q, Buffer k, Buffer v, Buffer mask, AttentionGeometry g) {
    gemm(scores(g, g.token()), probs, q, k, g.scale(), 0);
    int map = g.queries() * g.keys();
    if (g.maskBatch() == 1) {
      binaryBroadcast(BinaryFn.ADD, probs, probs, mask, 1, g.batch() * g.heads(), map);
    } else if (g.maskBatch() > 1) {
      binaryBroadcast(BinaryFn.ADD, probs, probs, mask, g.batch(), g.heads(), map);
    }
    softmax(probs, probs, g.batch() * g.heads() * g.queries(), g.keys());
    gemm(context(g, g.embed()), out, probs, v, 1, 0);
  }

  /// The gradients of q, k and v; `scratch` holds `g.scores()` floats.
  default void attentionBackward(
      Buffer dq,
      Buffer dk,
      Buffer dv,
      Buffer dout,
      Buffer probs,
      Buffer q,
      Buffer k,
      Buffer v,
      Buffer scratch,
      AttentionGeometry g) {
    gemm(keyGradient(g, g.embed()), dv, probs, dout, 1, 0);
    gemm(scores(g, g.embed()), scratch, dout, v, 1, 0);
    softmaxBackward(scratch, scratch, probs, g.batch() * g.heads() * g.queries(), g.keys());
    gemm(context(g, g.token()), dq, scratch, k, g.scale(), 0);
    gemm(keyGradient(g, g.token()), dk, scratch, q, g.scale(), 0);
  }

  /// [Tq,D]·[Tk,D]ᵀ → [Tq,Tk] for each batch entry and head, of queries `token` floats apart.
  private static GemmGeometry scores(AttentionGeometry g, int token) {
    return GemmGeometry.of(false, true, g.queries(), g.keys(), g.headDim())
        .leading(token, g.token(), g.keys())
        .batched(g.batch(), g.heads(), tokens(g.queries(), token, g), keys(g), maps(g));
  }

  /// [Tq,Tk]·[Tk,D] → [Tq,D], whose rows are `token` floats apart.
  private static GemmGeometry context(AttentionGeometry g, int token) {
    return GemmGeometry.of(false, false, g.queries(), g.headDim(), g.keys())
        .leading(g.keys(), g.token(), token)
        .batched(g.batch(), g.heads(), maps(g), keys(g), tokens(g.queries(), token, g));
  }

  /// [Tq,Tk]ᵀ·[Tq,D] → [Tk,D], where the rows of the second factor are `token` floats apart.
  private static GemmGeometry keyGradient(AttentionGeometry g, int token) {
    return GemmGeometry.of(true, false, g.keys(), g.headDim(), g.queries())
        .leading(g.keys(), token, g.token())
        .batched(g.batch(), g.heads(), maps(g), tokens(g.queries(), token, g), keys(g));
  }

  private static Stride tokens(int count, int token, AttentionGeometry g) {
    return new Stride(count * token, g.headDim());
  }

  private static Stride keys(AttentionGeometry g) {
    return tokens(g.keys(), g.token(), g);
  }

  private static Stride maps(AttentionGeometry g) {
    int map = g.queries() * g.keys();
    return new Stride(g.heads() * map, map);
  }
}
