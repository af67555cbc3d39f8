package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.Recurrence;
import dev.tenor.engine.backend.RecurrentGeometry;
import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.backend.host.HostBuffer;

/// The recurrence of one direction: [ScalarLstm], [ScalarGru], [ScalarRnn].
public final class ScalarRecurrence implements Recurrence<HostBuffer> {
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
    for (int b = 0; b < g.batch(); b++) {
      ScalarLstm.forward(
          out, gates, cells, h, c, weightHh, new ScalarSteps(g, b, lengths, previous));
    }
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
    for (int b = 0; b < g.batch(); b++) {
      ScalarSteps steps = new ScalarSteps(g, b, lengths, null);
      ScalarLstm.backward(dgates, dh, dc, dout, gates, cells, first, weightHh, steps);
    }
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
    for (int b = 0; b < g.batch(); b++) {
      ScalarGru.forward(
          out, gates, inner, h, weightHh, bias, new ScalarSteps(g, b, lengths, previous));
    }
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
    for (int b = 0; b < g.batch(); b++) {
      ScalarGru.backward(
          dgates,
          drecurrent,
          dh,
          dout,
          gates,
          inner,
          weightHh,
          new ScalarSteps(g, b, lengths, previous));
    }
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
    for (int b = 0; b < g.batch(); b++) {
      ScalarRnn.forward(fn, out, gates, h, weightHh, new ScalarSteps(g, b, lengths, previous));
    }
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
    for (int b = 0; b < g.batch(); b++) {
      ScalarRnn.backward(fn, dgates, dh, dout, out, weightHh, new ScalarSteps(g, b, lengths, null));
    }
  }
}
