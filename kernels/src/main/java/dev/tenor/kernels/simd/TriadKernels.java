package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;

/// Two reads, a multiply-add and a write, see [Triad].
final class TriadKernels {
  private TriadKernels() {}

  /// a = b + s·c for n floats from `at` on, a multiple of two vectors.
  static void run(float[] a, float[] b, float[] c, int at, int n, float s) {
    FloatVector factor = FloatVector.broadcast(F, s);
    for (int i = at; i < at + n; i += 2 * L) {
      FloatVector x = FloatVector.fromArray(F, c, i);
      FloatVector y = FloatVector.fromArray(F, c, i + L);
      x.fma(factor, FloatVector.fromArray(F, b, i)).intoArray(a, i);
      y.fma(factor, FloatVector.fromArray(F, b, i + L)).intoArray(a, i + L);
    }
  }
}
