package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Attention;
import dev.tenor.engine.backend.AttentionGeometry;
import dev.tenor.engine.backend.host.HostBuffer;

/// Attention: a single key needs no scores, see [AttentionSingleKey]; for others see
/// [AttentionHeads].
final class SimdAttention implements Attention<HostBuffer> {
  private final WorkerPool pool;

  SimdAttention(WorkerPool pool) {
    this.pool = pool;
  }

  @Override
  public void forward(
      HostBuffer out,
      HostBuffer probs,
      HostBuffer q,
      HostBuffer k,
      HostBuffer v,
      HostBuffer mask,
      AttentionGeometry g) {
    if (g.keys() == 1) {
      AttentionSingleKey.forward(out, probs, q, k, v, mask, g);
    } else {
      AttentionHeads heads = new AttentionHeads(g);
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
      HostBuffer scratch,
      AttentionGeometry g) {
    if (g.keys() == 1 && g.queries() == 1) {
      AttentionSingleKey.backward(dq, dk, dv, dout, probs, q, k, v, g);
    } else {
      AttentionHeads heads = new AttentionHeads(g);
      heads.run(
          pool, 5, (head, mine) -> heads.backward(head, dq, dk, dv, dout, probs, q, k, v, mine));
    }
  }
}
