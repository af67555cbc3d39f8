package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.host.HostBuffer;
import java.util.Arrays;

/// One batch entry through an LSTM. Gates of one time step: [i | f | g | o], H each.
final class ScalarLstm {
  private ScalarLstm() {}

  static void forward(
      HostBuffer out,
      HostBuffer gates,
      HostBuffer cells,
      HostBuffer lastH,
      HostBuffer lastC,
      HostBuffer weightHh,
      ScalarSteps s) {
    int hidden = s.hidden();
    double[] h = s.state(lastH);
    double[] c = s.state(lastC);
    for (int step = 0; step < s.time(); step++) {
      int row = s.row(step);
      ScalarSteps.put(s.previous(), row * hidden, h);
      if (s.rests(step)) {
        ScalarSteps.zero(out, s.out(step), hidden);
      } else {
        activate(gates, step, weightHh, s);
        for (int j = 0; j < hidden; j++) {
          int at = row * 4 * hidden + j;
          double i = gates.get(at);
          double f = gates.get(at + hidden);
          double cell = gates.get(at + 2 * hidden);
          double o = gates.get(at + 3 * hidden);
          c[j] = f * c[j] + i * cell;
          h[j] = o * StrictMath.tanh(c[j]);
        }
        ScalarSteps.put(out, s.out(step), h);
      }
      ScalarSteps.put(cells, row * hidden, c);
    }
    s.put(lastH, h);
    s.put(lastC, c);
  }

  private static void activate(HostBuffer gates, int step, HostBuffer weightHh, ScalarSteps s) {
    for (int gate = 0; gate < 4 * s.hidden(); gate++) {
      int at = s.row(step) * 4 * s.hidden() + gate;
      double sum = s.recurrent(gates.get(at), step, weightHh, gate);
      boolean candidate = gate / s.hidden() == 2;
      gates.set(at, candidate ? StrictMath.tanh(sum) : ScalarElementwise.sigmoid(sum));
    }
  }

  /// With dh_t = dout_t + dgates_{t+1}·W_hh and dc_t = dh·o·(1 − tanh²c) + dc_{t+1}·f_{t+1}: da_i =
  /// dc·g·i(1−i), da_f = dc·c_{t−1}·f(1−f), da_g = dc·i·(1−g²), da_o = dh·tanh(c)·o(1−o).
  static void backward(
      HostBuffer dgates,
      HostBuffer lastDh,
      HostBuffer lastDc,
      HostBuffer dout,
      HostBuffer gates,
      HostBuffer cells,
      HostBuffer first,
      HostBuffer weightHh,
      ScalarSteps s) {
    int hidden = s.hidden();
    double[] dh = s.state(lastDh);
    double[] dc = s.state(lastDc);
    double[] start = first == null ? new double[hidden] : s.state(first);
    for (int step = s.time() - 1; step >= 0; step--) {
      int row = s.row(step);
      if (s.rests(step)) {
        ScalarSteps.zero(dgates, row * 4 * hidden, 4 * hidden);
        continue;
      }
      for (int j = 0; j < hidden; j++) {
        int at = row * 4 * hidden + j;
        double i = gates.get(at);
        double f = gates.get(at + hidden);
        double cell = gates.get(at + 2 * hidden);
        double o = gates.get(at + 3 * hidden);
        double tanh = StrictMath.tanh(cells.get(row * hidden + j));
        double dhj = dh[j] + dout.get(s.out(step) + j);
        double dcj = dc[j] + dhj * o * (1 - tanh * tanh);
        double last = step == 0 ? start[j] : cells.get(s.row(step - 1) * hidden + j);
        dgates.set(at, dcj * cell * i * (1 - i));
        dgates.set(at + hidden, dcj * last * f * (1 - f));
        dgates.set(at + 2 * hidden, dcj * i * (1 - cell * cell));
        dgates.set(at + 3 * hidden, dhj * tanh * o * (1 - o));
        dc[j] = dcj * f;
      }
      Arrays.fill(dh, 0);
      s.back(dh, dgates, row * 4 * hidden, 4 * hidden, weightHh);
    }
    s.put(lastDh, dh);
    s.put(lastDc, dc);
  }
}
