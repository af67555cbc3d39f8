package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.backend.host.HostBuffer;
import java.util.Arrays;

/// One batch entry through a plain recurrent layer.
final class ScalarRnn {
  private ScalarRnn() {}

  static void forward(
      UnaryFn fn,
      HostBuffer out,
      HostBuffer gates,
      HostBuffer lastH,
      HostBuffer weightHh,
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
        double sum = s.recurrent(gates.get(row * hidden + j), step, weightHh, j);
        h[j] = ScalarElementwise.value(fn, sum);
      }
      ScalarSteps.put(out, s.out(step), h);
    }
    s.put(lastH, h);
  }

  /// dgates_t = (dout_t + dgates_{t+1}·W_hh)·fn′.
  static void backward(
      UnaryFn fn,
      HostBuffer dgates,
      HostBuffer lastDh,
      HostBuffer dout,
      HostBuffer out,
      HostBuffer weightHh,
      ScalarSteps s) {
    int hidden = s.hidden();
    double[] dh = s.state(lastDh);
    for (int step = s.time() - 1; step >= 0; step--) {
      int row = s.row(step);
      if (s.rests(step)) {
        ScalarSteps.zero(dgates, row * hidden, hidden);
        continue;
      }
      for (int j = 0; j < hidden; j++) {
        double y = out.get(s.out(step) + j); // its sign is the argument's where fn is ReLU
        double slope = ScalarElementwise.slope(fn, y, y);
        dgates.set(row * hidden + j, (dh[j] + dout.get(s.out(step) + j)) * slope);
      }
      Arrays.fill(dh, 0);
      s.back(dh, dgates, row * hidden, hidden, weightHh);
    }
    s.put(lastDh, dh);
  }
}
