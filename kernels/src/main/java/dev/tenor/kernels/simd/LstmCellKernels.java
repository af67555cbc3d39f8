package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.UnaryFn;
import jdk.incubator.vector.FloatVector;

/// One step of one utterance: the elementwise part of an LSTM. Gates are [i | f | g | o], H each.
final class LstmCellKernels {
  private LstmCellKernels() {}

  /// Activates the gates in place; c ← f·c + i·g goes to `state` and `cells`, o·tanh(c) to `out`.
  static void forward(
      float[] out,
      int oo,
      float[] gates,
      int go,
      float[] cells,
      int co,
      float[] state,
      int so,
      int hidden,
      Scratch mine) {
    int f = go + hidden;
    int g = go + 2 * hidden;
    int o = go + 3 * hidden;
    UnaryKernels.apply(UnaryFn.SIGMOID, gates, go, gates, go, 2 * hidden, mine);
    UnaryKernels.apply(UnaryFn.TANH, gates, g, gates, g, hidden, mine);
    UnaryKernels.apply(UnaryFn.SIGMOID, gates, o, gates, o, hidden, mine);
    int j = 0;
    for (; j <= hidden - L; j += L) {
      FloatVector forget = FloatVector.fromArray(F, gates, f + j);
      FloatVector kept = forget.mul(FloatVector.fromArray(F, state, so + j));
      FloatVector i = FloatVector.fromArray(F, gates, go + j);
      i.fma(FloatVector.fromArray(F, gates, g + j), kept).intoArray(state, so + j);
    }
    for (; j < hidden; j++) {
      state[so + j] = Math.fma(gates[go + j], gates[g + j], gates[f + j] * state[so + j]);
    }
    System.arraycopy(state, so, cells, co, hidden);
    UnaryKernels.apply(UnaryFn.TANH, out, oo, state, so, hidden, mine);
    for (j = 0; j < hidden; j++) {
      out[oo + j] *= gates[o + j];
    }
  }

  /// With dh = dout + dh′ and dc = dh·o·(1 − tanh²c) + dc′·f′: da_i = dc·g·i(1−i), da_f =
  /// dc·c_{t−1}·f(1−f), da_g = dc·i·(1−g²), da_o = dh·tanh(c)·o(1−o). `state` holds, `size` apart,
  /// dh′, dc′·f′, c_{t−1} and room for tanh(c); the second receives dc·f.
  static void backward(
      float[] dgates,
      int dgo,
      float[] dout,
      int doo,
      float[] gates,
      int go,
      float[] cells,
      int co,
      float[] state,
      int so,
      int size,
      int hidden,
      Scratch mine) {
    UnaryKernels.apply(UnaryFn.TANH, state, so + 3 * size, cells, co, hidden, mine);
    int j = 0;
    for (; j <= hidden - L; j += L) {
      FloatVector i = FloatVector.fromArray(F, gates, go + j);
      FloatVector f = FloatVector.fromArray(F, gates, go + hidden + j);
      FloatVector g = FloatVector.fromArray(F, gates, go + 2 * hidden + j);
      FloatVector o = FloatVector.fromArray(F, gates, go + 3 * hidden + j);
      FloatVector tanh = FloatVector.fromArray(F, state, so + 3 * size + j);
      FloatVector dh = FloatVector.fromArray(F, dout, doo + j);
      dh = dh.add(FloatVector.fromArray(F, state, so + j));
      FloatVector dc = dh.mul(o).mul(tanh.mul(tanh).neg().add(1f));
      dc = dc.add(FloatVector.fromArray(F, state, so + size + j));
      FloatVector last = FloatVector.fromArray(F, state, so + 2 * size + j);
      dc.mul(g).mul(i.mul(i.neg().add(1f))).intoArray(dgates, dgo + j);
      dc.mul(last).mul(f.mul(f.neg().add(1f))).intoArray(dgates, dgo + hidden + j);
      dc.mul(i).mul(g.mul(g).neg().add(1f)).intoArray(dgates, dgo + 2 * hidden + j);
      dh.mul(tanh).mul(o.mul(o.neg().add(1f))).intoArray(dgates, dgo + 3 * hidden + j);
      dc.mul(f).intoArray(state, so + size + j);
    }
    for (; j < hidden; j++) {
      float i = gates[go + j];
      float f = gates[go + hidden + j];
      float g = gates[go + 2 * hidden + j];
      float o = gates[go + 3 * hidden + j];
      float tanh = state[so + 3 * size + j];
      float dh = dout[doo + j] + state[so + j];
      float dc = dh * o * (1 - tanh * tanh) + state[so + size + j];
      dgates[dgo + j] = dc * g * (i * (1 - i));
      dgates[dgo + hidden + j] = dc * state[so + 2 * size + j] * (f * (1 - f));
      dgates[dgo + 2 * hidden + j] = dc * i * (1 - g * g);
      dgates[dgo + 3 * hidden + j] = dh * tanh * (o * (1 - o));
      state[so + size + j] = dc * f;
    }
  }
}
