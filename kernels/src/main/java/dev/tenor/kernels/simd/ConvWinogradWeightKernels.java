package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;

/// What Winograd's F(4, 3) and F(2, 3) do to weights and to their gradients, in one dimension at a
/// time; see [ConvWinogradKernels] for G. The names say how many values become how many.
final class ConvWinogradWeightKernels {
  private ConvWinogradWeightKernels() {}

  /// G of F(4, 3), for `n` channels, a multiple of L.
  ///
  /// @param next the distance of the six results, and `tap` that of the three weights
  static void weight3to6(float[] u, int to, int next, float[] w, int from, int tap, int n) {
    for (int c = 0; c < n; c += L) {
      FloatVector w0 = FloatVector.fromArray(F, w, from + c);
      FloatVector w1 = FloatVector.fromArray(F, w, from + tap + c);
      FloatVector w2 = FloatVector.fromArray(F, w, from + 2 * tap + c);
      FloatVector outer = w0.add(w2).mul(-1f / 6);
      FloatVector inner = w1.mul(1f / 6);
      FloatVector outer2 = w0.mul(1f / 24).add(w2.mul(1f / 6));
      FloatVector inner2 = w1.mul(1f / 12);
      w0.mul(0.25f).intoArray(u, to + c);
      outer.sub(inner).intoArray(u, to + next + c);
      outer.add(inner).intoArray(u, to + 2 * next + c);
      outer2.add(inner2).intoArray(u, to + 3 * next + c);
      outer2.sub(inner2).intoArray(u, to + 4 * next + c);
      w2.intoArray(u, to + 5 * next + c);
    }
  }

  /// G of F(2, 3), for `n` channels, a multiple of L.
  static void weight3to4(float[] u, int to, int next, float[] w, int from, int tap, int n) {
    for (int c = 0; c < n; c += L) {
      FloatVector w0 = FloatVector.fromArray(F, w, from + c);
      FloatVector w1 = FloatVector.fromArray(F, w, from + tap + c).mul(0.5f);
      FloatVector w2 = FloatVector.fromArray(F, w, from + 2 * tap + c);
      FloatVector outer = w0.add(w2).mul(0.5f);
      w0.intoArray(u, to + c);
      outer.add(w1).intoArray(u, to + next + c);
      outer.sub(w1).intoArray(u, to + 2 * next + c);
      w2.intoArray(u, to + 3 * next + c);
    }
  }

  /// Gᵀ of F(4, 3), for `n` channels, a multiple of L.
  static void gradient6to3(float[] w, int to, int tap, float[] s, int from, int next, int n) {
    for (int c = 0; c < n; c += L) {
      FloatVector s1 = FloatVector.fromArray(F, s, from + next + c);
      FloatVector s2 = FloatVector.fromArray(F, s, from + 2 * next + c);
      FloatVector s3 = FloatVector.fromArray(F, s, from + 3 * next + c);
      FloatVector s4 = FloatVector.fromArray(F, s, from + 4 * next + c);
      FloatVector inner = s1.add(s2).mul(-1f / 6);
      FloatVector outer = s3.add(s4);
      FloatVector first = FloatVector.fromArray(F, s, from + c).mul(0.25f);
      outer.mul(1f / 24).add(inner).add(first).intoArray(w, to + c);
      s3.sub(s4).mul(1f / 12).sub(s1.sub(s2).mul(1f / 6)).intoArray(w, to + tap + c);
      FloatVector last = FloatVector.fromArray(F, s, from + 5 * next + c);
      outer.mul(1f / 6).add(inner).add(last).intoArray(w, to + 2 * tap + c);
    }
  }

  /// Gᵀ of F(2, 3), for `n` channels, a multiple of L; the last of the four has the opposite sign.
  static void gradient4to3(float[] w, int to, int tap, float[] s, int from, int next, int n) {
    for (int c = 0; c < n; c += L) {
      FloatVector s1 = FloatVector.fromArray(F, s, from + next + c);
      FloatVector s2 = FloatVector.fromArray(F, s, from + 2 * next + c);
      FloatVector sum = s1.add(s2).mul(0.5f);
      sum.add(FloatVector.fromArray(F, s, from + c)).intoArray(w, to + c);
      s1.sub(s2).mul(0.5f).intoArray(w, to + tap + c);
      FloatVector last = FloatVector.fromArray(F, s, from + 3 * next + c);
      sum.sub(last).intoArray(w, to + 2 * tap + c);
    }
  }
}
