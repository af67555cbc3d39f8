package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.PoolGeometry;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The loops of [ConvBlockStrips], for L channels of one row of windows. Pixels are as many floats
/// apart as there are channels, in z as in e = eᵘ − 1; `constants` are those of the channels, and
/// channel `c` is the first. u = (z − mean)·scale + beta is computed wherever it is needed, since
/// that is cheaper than to read it. Windows of 2×2 are the usual case and unrolled.
final class ConvBlockWindowKernels {
  private ConvBlockWindowKernels() {}

  /// e = eᵘ − 1 where u ≤ 0, and anything elsewhere, for `pixels` pixels; see [MathKernels#expm1].
  static void exponentials(
      float[] e, int eo, float[] z, int zo, float[] constants, int c, int cols, int pixels) {
    FloatVector mean = FloatVector.fromArray(F, constants, c);
    FloatVector scale = FloatVector.fromArray(F, constants, cols + c);
    FloatVector beta = FloatVector.fromArray(F, constants, 2 * cols + c);
    for (int i = 0; i < pixels; i++) {
      FloatVector u = FloatVector.fromArray(F, z, zo + i * cols).sub(mean).fma(scale, beta);
      FloatVector t =
          u.fma(
              FloatVector.broadcast(F, MathKernels.LOG2_E),
              FloatVector.broadcast(F, MathKernels.ROUND_EXPONENT));
      FloatVector n = t.sub(MathKernels.ROUND_EXPONENT);
      FloatVector r = n.fma(FloatVector.broadcast(F, -MathKernels.LN2), u);
      FloatVector q =
          r.fma(FloatVector.broadcast(F, MathKernels.Q6), FloatVector.broadcast(F, MathKernels.Q5));
      q = q.fma(r, FloatVector.broadcast(F, MathKernels.Q4));
      q = q.fma(r, FloatVector.broadcast(F, MathKernels.Q3));
      q = q.fma(r, FloatVector.broadcast(F, MathKernels.Q2));
      q = q.mul(r).fma(r, r);
      IntVector bits = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector p = bits.reinterpretAsFloats(); // 2ⁿ
      q = q.fma(p, p.sub(1f));
      q.blend(-1f, u.compare(VectorOperators.LT, MathKernels.EXP_MIN)).intoArray(e, eo + i * cols);
    }
  }

  /// The mean over each window of ELU(u), for windows of 2×2.
  static void means(float[] y, int yo, float[] u, int uo, float[] e, int eo, PoolGeometry g) {
    int cols = g.channels();
    int row = g.width() * cols;
    int windows = g.outW();
    for (int ow = 0; ow < windows; ow++) {
      int at = uo + 2 * ow * cols;
      FloatVector u0 = FloatVector.fromArray(F, u, at);
      FloatVector u1 = FloatVector.fromArray(F, u, at + cols);
      FloatVector u2 = FloatVector.fromArray(F, u, at + row);
      FloatVector u3 = FloatVector.fromArray(F, u, at + row + cols);
      at = eo + 2 * ow * cols;
      FloatVector e0 = FloatVector.fromArray(F, e, at);
      FloatVector e1 = FloatVector.fromArray(F, e, at + cols);
      FloatVector e2 = FloatVector.fromArray(F, e, at + row);
      FloatVector e3 = FloatVector.fromArray(F, e, at + row + cols);
      e0 = e0.blend(u0, u0.compare(VectorOperators.GE, 0f));
      e1 = e1.blend(u1, u1.compare(VectorOperators.GE, 0f));
      e2 = e2.blend(u2, u2.compare(VectorOperators.GE, 0f));
      e3 = e3.blend(u3, u3.compare(VectorOperators.GE, 0f));
      e0.add(e1).add(e2.add(e3)).mul(0.25f).intoArray(y, yo + ow * cols);
    }
  }

  /// The means over each window of ELU(u), of its slope s, and of s·(z − mean), for windows of 2×2:
  /// to y, to s, and `next` floats after s.
  static void meansAndSlopes(
      float[] y,
      int yo,
      float[] s,
      int so,
      int next,
      float[] z,
      int zo,
      float[] e,
      int eo,
      float[] constants,
      int c,
      PoolGeometry g) {
    int cols = g.channels();
    int row = g.width() * cols;
    int windows = g.outW();
    FloatVector mean = FloatVector.fromArray(F, constants, c);
    FloatVector scale = FloatVector.fromArray(F, constants, cols + c);
    FloatVector beta = FloatVector.fromArray(F, constants, 2 * cols + c);
    for (int ow = 0; ow < windows; ow++) {
      int at = zo + 2 * ow * cols;
      FloatVector z0 = FloatVector.fromArray(F, z, at).sub(mean);
      FloatVector z1 = FloatVector.fromArray(F, z, at + cols).sub(mean);
      FloatVector z2 = FloatVector.fromArray(F, z, at + row).sub(mean);
      FloatVector z3 = FloatVector.fromArray(F, z, at + row + cols).sub(mean);
      at = eo + 2 * ow * cols;
      FloatVector e0 = FloatVector.fromArray(F, e, at);
      FloatVector e1 = FloatVector.fromArray(F, e, at + cols);
      FloatVector e2 = FloatVector.fromArray(F, e, at + row);
      FloatVector e3 = FloatVector.fromArray(F, e, at + row + cols);
      FloatVector u0 = z0.fma(scale, beta);
      FloatVector u1 = z1.fma(scale, beta);
      FloatVector u2 = z2.fma(scale, beta);
      FloatVector u3 = z3.fma(scale, beta);
      VectorMask<Float> m0 = u0.compare(VectorOperators.GE, 0f);
      VectorMask<Float> m1 = u1.compare(VectorOperators.GE, 0f);
      VectorMask<Float> m2 = u2.compare(VectorOperators.GE, 0f);
      VectorMask<Float> m3 = u3.compare(VectorOperators.GE, 0f);
      u0 = e0.blend(u0, m0).add(e1.blend(u1, m1));
      u2 = e2.blend(u2, m2).add(e3.blend(u3, m3));
      u0.add(u2).mul(0.25f).intoArray(y, yo + ow * cols);
      e0 = e0.add(1f).blend(1f, m0);
      e1 = e1.add(1f).blend(1f, m1);
      e2 = e2.add(1f).blend(1f, m2);
      e3 = e3.add(1f).blend(1f, m3);
      e0.add(e1).add(e2.add(e3)).mul(0.25f).intoArray(s, so + ow * cols);
      z0 = z1.fma(e1, z0.mul(e0));
      z0 = z3.fma(e3, z2.fma(e2, z0));
      z0.mul(0.25f).intoArray(s, so + next + ow * cols);
    }
  }

  /// Replaces e by ELU(u).
  static void elu(float[] e, int eo, float[] u, int uo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, u, uo + i);
      FloatVector q = FloatVector.fromArray(F, e, eo + i);
      q.blend(v, v.compare(VectorOperators.GE, 0f)).intoArray(e, eo + i);
    }
  }

  /// For `pixels` pixels, replaces e by the slope s of the ELU; ELU(u) goes `next` floats further,
  /// and s·(z − mean) twice as far.
  static void elements(
      float[] e,
      int eo,
      int next,
      float[] z,
      int zo,
      float[] constants,
      int c,
      int cols,
      int pixels) {
    FloatVector mean = FloatVector.fromArray(F, constants, c);
    FloatVector scale = FloatVector.fromArray(F, constants, cols + c);
    FloatVector beta = FloatVector.fromArray(F, constants, 2 * cols + c);
    for (int i = 0; i < pixels; i++) {
      int at = eo + i * cols;
      FloatVector centred = FloatVector.fromArray(F, z, zo + i * cols).sub(mean);
      FloatVector u = centred.fma(scale, beta);
      FloatVector q = FloatVector.fromArray(F, e, at);
      VectorMask<Float> linear = u.compare(VectorOperators.GE, 0f);
      FloatVector slope = q.add(1f).blend(1f, linear);
      slope.intoArray(e, at);
      q.blend(u, linear).intoArray(e, at + next);
      centred.mul(slope).intoArray(e, at + 2 * next);
    }
  }

  /// The gradient of one pixel of each window in z; `dpooled` is that of the means, see
  /// [ConvBlockStrips#gradient].
  static void gradient(
      float[] dz,
      int to,
      float[] z,
      int zo,
      float[] dpooled,
      int po,
      float[] e,
      int eo,
      float[] constants,
      int c,
      PoolGeometry g) {
    int cols = g.channels();
    int step = g.kernelW() * cols;
    int windows = g.outW();
    float share = 1f / (g.kernelH() * g.kernelW());
    FloatVector mean = FloatVector.fromArray(F, constants, c);
    FloatVector scale = FloatVector.fromArray(F, constants, cols + c);
    FloatVector beta = FloatVector.fromArray(F, constants, 2 * cols + c);
    FloatVector f0 = FloatVector.fromArray(F, constants, 3 * cols + c);
    FloatVector f1 = FloatVector.fromArray(F, constants, 4 * cols + c);
    FloatVector f2 = FloatVector.fromArray(F, constants, 5 * cols + c).neg();
    for (int ow = 0; ow < windows; ow++) {
      int i = ow * step;
      FloatVector centred = FloatVector.fromArray(F, z, zo + i).sub(mean);
      VectorMask<Float> linear = centred.fma(scale, beta).compare(VectorOperators.GE, 0f);
      FloatVector slope = FloatVector.fromArray(F, e, eo + i).add(1f).blend(1f, linear);
      FloatVector du =
          FloatVector.fromArray(F, dpooled, po + ow * cols).mul(share).mul(slope).sub(f1);
      centred.fma(f2, du).mul(f0).intoArray(dz, to + i);
    }
  }

  /// [#gradient] of all pixels of windows of 2×2.
  static void gradients(
      float[] dz,
      int to,
      float[] z,
      int zo,
      float[] dpooled,
      int po,
      float[] e,
      int eo,
      float[] constants,
      int c,
      PoolGeometry g) {
    int cols = g.channels();
    int row = g.width() * cols;
    int windows = g.outW();
    FloatVector mean = FloatVector.fromArray(F, constants, c);
    FloatVector scale = FloatVector.fromArray(F, constants, cols + c);
    FloatVector beta = FloatVector.fromArray(F, constants, 2 * cols + c);
    FloatVector f0 = FloatVector.fromArray(F, constants, 3 * cols + c);
    FloatVector f1 = FloatVector.fromArray(F, constants, 4 * cols + c);
    FloatVector f2 = FloatVector.fromArray(F, constants, 5 * cols + c).neg();
    for (int ow = 0; ow < windows; ow++) {
      FloatVector d = FloatVector.fromArray(F, dpooled, po + ow * cols).mul(0.25f);
      int at = zo + 2 * ow * cols;
      FloatVector z0 = FloatVector.fromArray(F, z, at).sub(mean);
      FloatVector z1 = FloatVector.fromArray(F, z, at + cols).sub(mean);
      FloatVector z2 = FloatVector.fromArray(F, z, at + row).sub(mean);
      FloatVector z3 = FloatVector.fromArray(F, z, at + row + cols).sub(mean);
      at = eo + 2 * ow * cols;
      FloatVector e0 = FloatVector.fromArray(F, e, at).add(1f);
      FloatVector e1 = FloatVector.fromArray(F, e, at + cols).add(1f);
      FloatVector e2 = FloatVector.fromArray(F, e, at + row).add(1f);
      FloatVector e3 = FloatVector.fromArray(F, e, at + row + cols).add(1f);
      e0 = e0.blend(1f, z0.fma(scale, beta).compare(VectorOperators.GE, 0f));
      e1 = e1.blend(1f, z1.fma(scale, beta).compare(VectorOperators.GE, 0f));
      e2 = e2.blend(1f, z2.fma(scale, beta).compare(VectorOperators.GE, 0f));
      e3 = e3.blend(1f, z3.fma(scale, beta).compare(VectorOperators.GE, 0f));
      at = to + 2 * ow * cols;
      z0.fma(f2, d.mul(e0).sub(f1)).mul(f0).intoArray(dz, at);
      z1.fma(f2, d.mul(e1).sub(f1)).mul(f0).intoArray(dz, at + cols);
      z2.fma(f2, d.mul(e2).sub(f1)).mul(f0).intoArray(dz, at + row);
      z3.fma(f2, d.mul(e3).sub(f1)).mul(f0).intoArray(dz, at + row + cols);
    }
  }
}
