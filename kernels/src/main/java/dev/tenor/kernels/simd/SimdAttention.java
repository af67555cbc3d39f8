package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Attention;
import dev.tenor.engine.backend.AttentionGeometry;
import dev.tenor.engine.backend.host.HostBuffer;

/// Attention: a single key needs no scores, see [AttentionSingleKey]; for others see
/// [AttentionHeads]. With dropout it is composed.
final class SimdAttention implements Attention<HostBuffer> {
  private final WorkerPool pool;
  private final Attention<HostBuffer> composed;

  /// @param composed computes what has dropout
  SimdAttention(WorkerPool pool, Attention<HostBuffer> composed) {
    this.pool = pool;
    this.composed = composed;
  }

  @Override
  public void forward(
      HostBuffer out,
      HostBuffer probs,
      HostBuffer q,
      HostBuffer k,
      HostBuffer v,
      HostBuffer mask,
      HostBuffer lengths,
      HostBuffer scratch,
      AttentionGeometry g) {
    if (g.dropout() > 0) {
      composed.forward(out, probs, q, k, v, mask, lengths, scratch, g);
    } else if (g.keys() == 1 && lengths == null) {
      AttentionSingleKey.forward(out, probs, q, k, v, mask, g);
    } else {
      AttentionHeads heads = new AttentionHeads(g, lengths);
      heads.run(pool, 2, (head, mine) -> heads.forward(head, out, probs, q, k, v, mask, mine));
    }
  }

  @Override
  public void backward(
      HostBuffer dq,
      HostBuffer dk,
      HostBuffer dv,
      HostBuffer dout,
      HostBuffer probs,
      HostBuffer q,
      HostBuffer k,
      HostBuffer v,
      HostBuffer lengths,
      HostBuffer scratch,
      AttentionGeometry g) {
    if (g.dropout() > 0) {
      composed.backward(dq, dk, dv, dout, probs, q, k, v, lengths, scratch, g);
    } else if (g.keys() == 1 && g.queries() == 1) {
      AttentionSingleKey.backward(dq, dk, dv, dout, probs, q, k, v, g);
    } else {
      AttentionHeads heads = new AttentionHeads(g, lengths);
      heads.run(
          pool, 5, (head, mine) -> heads.backward(head, dq, dk, dv, dout, probs, q, k, v, mine));
    }
  }
}
