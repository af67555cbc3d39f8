package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.RecurrentGeometry;
import dev.tenor.engine.backend.host.HostBuffer;

/// The steps of one batch entry through a recurrent layer, and the sums that all cells need.
record ScalarSteps(RecurrentGeometry g, int entry, HostBuffer lengths, HostBuffer previous) {
  int hidden() {
    return g.hidden();
  }

  int time() {
    return g.time();
  }

  private int place(int step) {
    return g.reverse() ? g.time() - 1 - step : step;
  }

  /// The row of [B, T] of a step.
  int row(int step) {
    return entry * g.time() + place(step);
  }

  /// Whether a step is none, behind the entry's end.
  boolean rests(int step) {
    return lengths != null && place(step) >= (int) lengths.get(entry);
  }

  /// Where the output of a step begins.
  int out(int step) {
    return row(step) * g.outStride() + g.outOffset();
  }

  /// A state [B, H] of this entry.
  double[] state(HostBuffer states) {
    double[] state = new double[g.hidden()];
    for (int j = 0; j < state.length; j++) {
      state[j] = states.get(entry * g.hidden() + j);
    }
    return state;
  }

  void put(HostBuffer states, double[] state) {
    put(states, entry * g.hidden(), state);
  }

  static void put(HostBuffer to, int at, double[] values) {
    for (int j = 0; j < values.length; j++) {
      to.set(at + j, values[j]);
    }
  }

  static void zero(HostBuffer to, int at, int n) {
    for (int j = 0; j < n; j++) {
      to.set(at + j, 0);
    }
  }

  /// `start` and the state before a step times row `gate` of W_hh.
  double recurrent(double start, int step, HostBuffer weightHh, int gate) {
    double sum = start;
    for (int j = 0; j < g.hidden(); j++) {
      sum +=
          (double) previous.get(row(step) * g.hidden() + j) * weightHh.get(gate * g.hidden() + j);
    }
    return sum;
  }

  /// dh_j += Σ over `gates` gates of the gradients from `at` on times W_hh.
  void back(double[] dh, HostBuffer gradients, int at, int gates, HostBuffer weightHh) {
    for (int j = 0; j < g.hidden(); j++) {
      double sum = 0;
      for (int gate = 0; gate < gates; gate++) {
        sum += (double) gradients.get(at + gate) * weightHh.get(gate * g.hidden() + j);
      }
      dh[j] += sum;
    }
  }
}
