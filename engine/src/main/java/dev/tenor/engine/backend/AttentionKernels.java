package dev.tenor.engine.backend;

import dev.tenor.engine.backend.GemmGeometry.Stride;

/// Scaled dot-product attention. The bodies here compose it from the other primitives and specify
/// what a fused kernel must compute.
public interface AttentionKernels extends Gemm, SoftmaxKernels, Elementwise {
  /// probs [B,heads,Tq,Tk] = softmax(q·kᵀ/√D + mask), out [B,Tq,E] = probs·v. `mask` is added to
  /// the scores (0 keeps, −∞ hides); null when `g.maskBatch()` is 0. A query that may see no key
  /// gets zeros.
  default void attention(
      Buffer out, Buffer probs, Buffer q, Buffer k, Buffer v, Buffer mask, AttentionGeometry g) {
    gemm(scores(g), probs, q, k, g.scale(), 0);
    int map = g.queries() * g.keys();
    if (g.maskBatch() == 1) {
      binaryBroadcast(BinaryFn.ADD, probs, probs, mask, 1, g.batch() * g.heads(), map);
    } else if (g.maskBatch() > 1) {
      binaryBroadcast(BinaryFn.ADD, probs, probs, mask, g.batch(), g.heads(), map);
    }
    softmax(probs, probs, g.batch() * g.heads() * g.queries(), g.keys());
    gemm(context(g), out, probs, v, 1, 0);
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
    gemm(valuesGradient(g), dv, probs, dout, 1, 0);
    gemm(scores(g), scratch, dout, v, 1, 0);
    softmaxBackward(scratch, scratch, probs, g.batch() * g.heads() * g.queries(), g.keys());
    gemm(context(g), dq, scratch, k, g.scale(), 0);
    gemm(valuesGradient(g), dk, scratch, q, g.scale(), 0);
  }

  /// [Tq,D]·[Tk,D]ᵀ → [Tq,Tk] for each batch entry and head.
  private static GemmGeometry scores(AttentionGeometry g) {
    int e = g.embed();
    return GemmGeometry.of(false, true, g.queries(), g.keys(), g.headDim())
        .leading(e, e, g.keys())
        .batched(g.batch(), g.heads(), queryRows(g), keyRows(g), maps(g));
  }

  /// [Tq,Tk]·[Tk,D] → [Tq,D].
  private static GemmGeometry context(AttentionGeometry g) {
    int e = g.embed();
    return GemmGeometry.of(false, false, g.queries(), g.headDim(), g.keys())
        .leading(g.keys(), e, e)
        .batched(g.batch(), g.heads(), maps(g), keyRows(g), queryRows(g));
  }

  /// [Tq,Tk]ᵀ·[Tq,D] → [Tk,D].
  private static GemmGeometry valuesGradient(AttentionGeometry g) {
    int e = g.embed();
    return GemmGeometry.of(true, false, g.keys(), g.headDim(), g.queries())
        .leading(g.keys(), e, e)
        .batched(g.batch(), g.heads(), maps(g), queryRows(g), keyRows(g));
  }

  private static Stride queryRows(AttentionGeometry g) {
    return new Stride(g.queries() * g.embed(), g.headDim());
  }

  private static Stride keyRows(AttentionGeometry g) {
    return new Stride(g.keys() * g.embed(), g.headDim());
  }

  private static Stride maps(AttentionGeometry g) {
    int map = g.queries() * g.keys();
    return new Stride(g.heads() * map, map);
  }
}
