package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.host.HostBuffer;

/// One batch entry through a GRU. Gates of one time step: [r | z | n], H each.
final class ScalarGru {
  private ScalarGru() {}

  static void forward(
      HostBuffer out,
      HostBuffer gates,
      HostBuffer inner,
      HostBuffer lastH,
      HostBuffer weightHh,
      HostBuffer bias,
      ScalarSteps s) {
    int hidden = s.hidden();
    double[] h = s.state(lastH);
    for (int step = 0; step < s.time(); step++) {
      int row = s.row(step);
      ScalarSteps.put(s.previous(), row * hidden, h);
      if (s.rests(step)) {
        ScalarSteps.zero(out, s.out(step), hidden);
        continue;
      }
      for (int j = 0; j < hidden; j++) {
        int at = row * 3 * hidden + j;
        double r = ScalarElementwise.sigmoid(s.recurrent(gates.get(at), step, weightHh, j));
        double update = s.recurrent(gates.get(at + hidden), step, weightHh, hidden + j);
        double z = ScalarElementwise.sigmoid(update);
        double u = s.recurrent(bias.get(j), step, weightHh, 2 * hidden + j);
        double n = StrictMath.tanh(gates.get(at + 2 * hidden) + r * u);
        h[j] = (1 - z) * n + z * h[j];
        gates.set(at, r);
        gates.set(at + hidden, z);
        gates.set(at + 2 * hidden, n);
        inner.set(row * hidden + j, u);
      }
      ScalarSteps.put(out, s.out(step), h);
    }
    s.put(lastH, h);
  }

  /// With dh_t = dout_t + z·dh_{t+1} + drecurrent_{t+1}·W_hh: da_n = dh·(1−z)·(1−n²), da_z =
  /// dh·(h_{t−1} − n)·z(1−z), da_r = da_n·u·r(1−r), du = da_n·r.
  static void backward(
      HostBuffer dgates,
      HostBuffer drecurrent,
      HostBuffer lastDh,
      HostBuffer dout,
      HostBuffer gates,
      HostBuffer inner,
      HostBuffer weightHh,
      ScalarSteps s) {
    int hidden = s.hidden();
    double[] dh = s.state(lastDh);
    for (int step = s.time() - 1; step >= 0; step--) {
      int row = s.row(step);
      int from = row * 3 * hidden;
      if (s.rests(step)) {
        ScalarSteps.zero(dgates, from, 3 * hidden);
        ScalarSteps.zero(drecurrent, from, 3 * hidden);
        continue;
      }
      for (int j = 0; j < hidden; j++) {
        int at = from + j;
        double r = gates.get(at);
        double z = gates.get(at + hidden);
        double n = gates.get(at + 2 * hidden);
        double dhj = dh[j] + dout.get(s.out(step) + j);
        double dn = dhj * (1 - z) * (1 - n * n);
        double dz = dhj * (s.previous().get(row * hidden + j) - n) * z * (1 - z);
        double dr = dn * inner.get(row * hidden + j) * r * (1 - r);
        dgates.set(at, dr);
        dgates.set(at + hidden, dz);
        dgates.set(at + 2 * hidden, dn);
        drecurrent.set(at, dr);
        drecurrent.set(at + hidden, dz);
        drecurrent.set(at + 2 * hidden, dn * r);
        dh[j] = dhj * z;
      }
      s.back(dh, drecurrent, from, 3 * hidden, weightHh);
    }
    s.put(lastDh, dh);
  }
}
