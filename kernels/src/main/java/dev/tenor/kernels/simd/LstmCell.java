package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;
import static dev.tenor.kernels.simd.Lanes.broadcast;
import static dev.tenor.kernels.simd.Lanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// One step of one utterance: the elementwise part of an LSTM. Gates are [i | f | g | o], H each.
final class LstmCell {
  private LstmCell() {}

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
      int hidden) {
    for (int j = 0; j < hidden; j += L) {
      VectorMask<Float> mask = F.indexInRange(j, hidden);
      int at = go + j;
      FloatVector i = VMath.sigmoid(load(gates, at, mask));
      FloatVector f = VMath.sigmoid(load(gates, at + hidden, mask));
      FloatVector g = VMath.tanh(load(gates, at + 2 * hidden, mask));
      FloatVector o = VMath.sigmoid(load(gates, at + 3 * hidden, mask));
      FloatVector c = i.fma(g, f.mul(load(state, so + j, mask)));
      i.intoArray(gates, at, mask);
      f.intoArray(gates, at + hidden, mask);
      g.intoArray(gates, at + 2 * hidden, mask);
      o.intoArray(gates, at + 3 * hidden, mask);
      c.intoArray(state, so + j, mask);
      c.intoArray(cells, co + j, mask);
      o.mul(VMath.tanh(c)).intoArray(out, oo + j, mask);
    }
  }

  /// With dh = dout + dh′ and dc = dh·o·(1 − tanh²c) + dc′·f′: da_i = dc·g·i(1−i), da_f =
  /// dc·c_{t−1}·f(1−f), da_g = dc·i·(1−g²), da_o = dh·tanh(c)·o(1−o). `state` holds, `size` apart,
  /// dh′, dc′·f′ and c_{t−1}; the second receives dc·f.
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
      int hidden) {
    FloatVector one = broadcast(1);
    for (int j = 0; j < hidden; j += L) {
      VectorMask<Float> mask = F.indexInRange(j, hidden);
      FloatVector i = load(gates, go + j, mask);
      FloatVector f = load(gates, go + hidden + j, mask);
      FloatVector g = load(gates, go + 2 * hidden + j, mask);
      FloatVector o = load(gates, go + 3 * hidden + j, mask);
      FloatVector tanh = VMath.tanh(load(cells, co + j, mask));
      FloatVector dh = load(dout, doo + j, mask).add(load(state, so + j, mask));
      FloatVector dcNext = load(state, so + size + j, mask);
      FloatVector dc = dh.mul(o).fma(one.sub(tanh.mul(tanh)), dcNext);
      FloatVector last = load(state, so + 2 * size + j, mask);
      dc.mul(g).mul(i).mul(one.sub(i)).intoArray(dgates, dgo + j, mask);
      dc.mul(last).mul(f).mul(one.sub(f)).intoArray(dgates, dgo + hidden + j, mask);
      dc.mul(i).mul(one.sub(g.mul(g))).intoArray(dgates, dgo + 2 * hidden + j, mask);
      dh.mul(tanh).mul(o).mul(one.sub(o)).intoArray(dgates, dgo + 3 * hidden + j, mask);
      dc.mul(f).intoArray(state, so + size + j, mask);
    }
  }
}
