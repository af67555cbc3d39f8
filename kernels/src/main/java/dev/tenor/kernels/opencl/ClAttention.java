package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.AttentionGeometry;
import dev.tenor.engine.backend.Buffer;

/// Attention in one kernel forward and two backward: `attention.cl`.
final class ClAttention {
  private static final String FAMILY = "attention";

  private final ClResources cl;
  private final int longest;

  /// A work-item goes through all keys of a query, or all queries of a key. Where there are more of
  /// them, tiled products are faster: on PoCL from nine on.
  ClAttention(ClResources cl) {
    this.cl = cl;
    longest = cl.context().device().isCpu() ? 4 : 64;
  }

  boolean fits(AttentionGeometry g) {
    return Math.max(g.queries(), g.keys()) <= longest;
  }

  void forward(
      Buffer out, Buffer probs, Buffer q, Buffer k, Buffer v, Buffer mask, AttentionGeometry g) {
    ClKernel kernel =
        cl.kernel(FAMILY, "attention")
            .array(out)
            .array(probs)
            .array(q)
            .array(k)
            .array(v)
            .array(mask)
            .number(g.maskBatch());
    launch(kernel, g, g.queries());
  }

  /// See [dev.tenor.engine.backend.AttentionKernels#attentionBackward].
  void backward(
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
    ClKernel queries =
        cl.kernel(FAMILY, "attention_gradient_queries")
            .array(dq)
            .array(scratch)
            .array(dout)
            .array(probs)
            .array(k)
            .array(v);
    launch(queries, g, g.queries());
    ClKernel keys =
        cl.kernel(FAMILY, "attention_gradient_keys")
            .array(dk)
            .array(dv)
            .array(dout)
            .array(scratch)
            .array(probs)
            .array(q);
    launch(keys, g, g.keys());
  }

  private static void launch(ClKernel kernel, AttentionGeometry g, int tokens) {
    int heads = g.batch() * g.heads();
    kernel
        .number(g.batch())
        .number(g.heads())
        .number(g.headDim())
        .number(g.queries())
        .number(g.keys())
        .number(g.token())
        .number(g.scale())
        .flops(4.0 * heads * g.queries() * g.keys() * g.headDim()) // two products each
        .launch((long) heads * tokens);
  }
}
