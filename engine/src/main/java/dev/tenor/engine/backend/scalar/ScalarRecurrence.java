package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.LstmGeometry;
import dev.tenor.engine.backend.Recurrence;
import dev.tenor.engine.backend.host.HostBuffer;

/// The recurrence of one LSTM direction. Gates of one time step: [i | f | g | o], H each.
public final class ScalarRecurrence implements Recurrence<HostBuffer> {
  @Override
  public void lstm(
      HostBuffer out,
      HostBuffer gates,
      HostBuffer cells,
      HostBuffer previous,
      HostBuffer weightHh,
      LstmGeometry g) {
    for (int b = 0; b < g.batch(); b++) {
      double[] h = new double[g.hidden()];
      double[] c = new double[g.hidden()];
      for (int step = 0; step < g.time(); step++) {
        int row = b * g.time() + (g.reverse() ? g.time() - 1 - step : step);
        for (int j = 0; j < g.hidden(); j++) {
          previous.set(row * g.hidden() + j, h[j]);
        }
        activate(gates, row, previous, weightHh, g);
        for (int j = 0; j < g.hidden(); j++) {
          int at = row * 4 * g.hidden() + j;
          double i = gates.get(at);
          double f = gates.get(at + g.hidden());
          double cell = gates.get(at + 2 * g.hidden());
          double o = gates.get(at + 3 * g.hidden());
          c[j] = f * c[j] + i * cell;
          h[j] = o * Math.tanh(c[j]);
          cells.set(row * g.hidden() + j, c[j]);
          out.set(row * g.outStride() + g.outOffset() + j, h[j]);
        }
      }
    }
  }

  private static void activate(
      HostBuffer gates, int row, HostBuffer previous, HostBuffer weightHh, LstmGeometry g) {
    int hidden = g.hidden();
    for (int gate = 0; gate < 4 * hidden; gate++) {
      double sum = gates.get(row * 4 * hidden + gate);
      for (int j = 0; j < hidden; j++) {
        sum += (double) previous.get(row * hidden + j) * weightHh.get(gate * hidden + j);
      }
      boolean candidate = gate / hidden == 2;
      gates.set(
          row * 4 * hidden + gate, candidate ? Math.tanh(sum) : ScalarElementwise.sigmoid(sum));
    }
  }

  /// With dh_t = dout_t + dgates_{t+1}·W_hh and dc_t = dh·o·(1 − tanh²c) + dc_{t+1}·f_{t+1}: da_i =
  /// dc·g·i(1−i), da_f = dc·c_{t−1}·f(1−f), da_g = dc·i·(1−g²), da_o = dh·tanh(c)·o(1−o).
  @Override
  public void lstmBackward(
      HostBuffer dgates,
      HostBuffer dout,
      HostBuffer gates,
      HostBuffer cells,
      HostBuffer weightHh,
      LstmGeometry g) {
    int hidden = g.hidden();
    for (int b = 0; b < g.batch(); b++) {
      double[] dh = new double[hidden];
      double[] dc = new double[hidden];
      for (int step = g.time() - 1; step >= 0; step--) {
        int row = b * g.time() + (g.reverse() ? g.time() - 1 - step : step);
        int before = g.reverse() ? row + 1 : row - 1;
        for (int j = 0; j < hidden; j++) {
          int at = row * 4 * hidden + j;
          double i = gates.get(at);
          double f = gates.get(at + hidden);
          double cell = gates.get(at + 2 * hidden);
          double o = gates.get(at + 3 * hidden);
          double tanh = Math.tanh(cells.get(row * hidden + j));
          double dhj = dh[j] + dout.get(row * g.outStride() + g.outOffset() + j);
          double dcj = dc[j] + dhj * o * (1 - tanh * tanh);
          double last = step == 0 ? 0 : cells.get(before * hidden + j);
          dgates.set(at, dcj * cell * i * (1 - i));
          dgates.set(at + hidden, dcj * last * f * (1 - f));
          dgates.set(at + 2 * hidden, dcj * i * (1 - cell * cell));
          dgates.set(at + 3 * hidden, dhj * tanh * o * (1 - o));
          dc[j] = dcj * f;
        }
        for (int j = 0; j < hidden; j++) {
          double sum = 0;
          for (int gate = 0; gate < 4 * hidden; gate++) {
            sum += (double) dgates.get(row * 4 * hidden + gate) * weightHh.get(gate * hidden + j);
          }
          dh[j] = sum;
        }
      }
    }
  }
}
