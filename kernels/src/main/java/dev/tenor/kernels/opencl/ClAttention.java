package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.Attention;
import dev.tenor.engine.backend.AttentionGeometry;

/// Attention in one kernel forward and two backward: `attention.cl`. Long sequences, keys that are
/// hidden by their number, and dropout are composed.
final class ClAttention implements Attention<ClBuffer> {
  private static final String FAMILY = "attention";

  private final ClResources cl;
  private final Attention<ClBuffer> composed;
  private final int longest;

  /// A work-item goes through all keys of a query, or all queries of a key. Where there are more of
  /// them, tiled products are faster: on PoCL from nine on.
  ///
  /// @param composed computes the longer ones
  ClAttention(ClResources cl, Attention<ClBuffer> composed) {
    this.cl = cl;
    this.composed = composed;
    longest = cl.context().device().isCpu() ? 4 : 64;
  }

  private boolean fits(AttentionGeometry g, ClBuffer lengths) {
    return Math.max(g.queries(), g.keys()) <= longest
        && !g.causal()
        && lengths == null
        && g.dropout() == 0;
  }

  @Override
  public void forward(
      ClBuffer out,
      ClBuffer probs,
      ClBuffer q,
      ClBuffer k,
      ClBuffer v,
      ClBuffer mask,
      ClBuffer lengths,
      ClBuffer scratch,
      AttentionGeometry g) {
    synchronized (cl) {
      if (!fits(g, lengths)) {
        composed.forward(out, probs, q, k, v, mask, lengths, scratch, g);
        return;
      }
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
  }

  @Override
  public void backward(
      ClBuffer dq,
      ClBuffer dk,
      ClBuffer dv,
      ClBuffer dout,
      ClBuffer probs,
      ClBuffer q,
      ClBuffer k,
      ClBuffer v,
      ClBuffer lengths,
      ClBuffer scratch,
      AttentionGeometry g) {
    synchronized (cl) {
      if (!fits(g, lengths)) {
        composed.backward(dq, dk, dv, dout, probs, q, k, v, lengths, scratch, g);
        return;
      }
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
