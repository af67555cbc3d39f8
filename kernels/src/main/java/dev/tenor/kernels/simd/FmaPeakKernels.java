package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;

import jdk.incubator.vector.FloatVector;

/// Fused multiply-adds on registers, see [FmaPeak].
final class FmaPeakKernels {
  private FmaPeakKernels() {}

  static void multiply(float[] out, int at, int iterations) {
    FloatVector b = FloatVector.broadcast(F, 0.999f);
    FloatVector c = FloatVector.broadcast(F, 0.001f);
    FloatVector s0 = c;
    FloatVector s1 = c;
    FloatVector s2 = c;
    FloatVector s3 = c;
    FloatVector s4 = c;
    FloatVector s5 = c;
    FloatVector s6 = c;
    FloatVector s7 = c;
    FloatVector s8 = c;
    FloatVector s9 = c;
    for (int i = 0; i < iterations; i++) {
      s0 = s0.fma(b, c);
      s1 = s1.fma(b, c);
      s2 = s2.fma(b, c);
      s3 = s3.fma(b, c);
      s4 = s4.fma(b, c);
      s5 = s5.fma(b, c);
      s6 = s6.fma(b, c);
      s7 = s7.fma(b, c);
      s8 = s8.fma(b, c);
      s9 = s9.fma(b, c);
    }
    FloatVector sum = s0.add(s1).add(s2).add(s3).add(s4).add(s5).add(s6).add(s7).add(s8).add(s9);
    sum.intoArray(out, at);
  }
}
