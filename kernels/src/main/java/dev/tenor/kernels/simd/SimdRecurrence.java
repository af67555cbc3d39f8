package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Recurrence;
import dev.tenor.engine.backend.RecurrentGeometry;
import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.backend.host.HostBuffer;

/// The recurrence of one direction: [LstmSteps], [GruSteps] and [RnnSteps], driven by
/// [RecurrentForward] and [RecurrentBackward].
final class SimdRecurrence implements Recurrence<HostBuffer> {
  private final WorkerPool pool;

  SimdRecurrence(WorkerPool pool) {
    this.pool = pool;
  }

  @Override
  public void lstm(
      HostBuffer out,
      HostBuffer gates,
      HostBuffer cells,
      HostBuffer previous,
      HostBuffer h,
      HostBuffer c,
      HostBuffer weightHh,
      HostBuffer lengths,
      RecurrentGeometry g) {
    RecurrentRows rows = new RecurrentRows(g, lengths);
    new LstmSteps.Forward(rows, pool, out, gates, cells, previous, h, c, weightHh).run(pool);
  }

  @Override
  public void lstmBackward(
      HostBuffer dgates,
      HostBuffer dh,
      HostBuffer dc,
      HostBuffer dout,
      HostBuffer gates,
      HostBuffer cells,
      HostBuffer first,
      HostBuffer weightHh,
      HostBuffer lengths,
      RecurrentGeometry g) {
    RecurrentRows rows = new RecurrentRows(g, lengths);
    new LstmSteps.Backward(rows, pool, dgates, dh, dc, dout, gates, cells, first, weightHh)
        .run(pool);
  }

  @Override
  public void gru(
      HostBuffer out,
      HostBuffer gates,
      HostBuffer inner,
      HostBuffer previous,
      HostBuffer h,
      HostBuffer weightHh,
      HostBuffer bias,
      HostBuffer lengths,
      RecurrentGeometry g) {
    RecurrentRows rows = new RecurrentRows(g, lengths);
    new GruSteps.Forward(rows, pool, out, gates, inner, previous, h, weightHh, bias).run(pool);
  }

  @Override
  public void gruBackward(
      HostBuffer dgates,
      HostBuffer drecurrent,
      HostBuffer dh,
      HostBuffer dout,
      HostBuffer gates,
      HostBuffer inner,
      HostBuffer previous,
      HostBuffer weightHh,
      HostBuffer lengths,
      RecurrentGeometry g) {
    RecurrentRows rows = new RecurrentRows(g, lengths);
    new GruSteps.Backward(
            rows, pool, dgates, drecurrent, dh, dout, gates, inner, previous, weightHh)
        .run(pool);
  }

  @Override
  public void rnn(
      UnaryFn fn,
      HostBuffer out,
      HostBuffer gates,
      HostBuffer previous,
      HostBuffer h,
      HostBuffer weightHh,
      HostBuffer lengths,
      RecurrentGeometry g) {
    RecurrentRows rows = new RecurrentRows(g, lengths);
    new RnnSteps.Forward(rows, pool, fn, out, gates, previous, h, weightHh).run(pool);
  }

  @Override
  public void rnnBackward(
      UnaryFn fn,
      HostBuffer dgates,
      HostBuffer dh,
      HostBuffer dout,
      HostBuffer out,
      HostBuffer weightHh,
      HostBuffer lengths,
      RecurrentGeometry g) {
    RecurrentRows rows = new RecurrentRows(g, lengths);
    new RnnSteps.Backward(rows, pool, fn, dgates, dh, dout, out, weightHh).run(pool);
  }
}
