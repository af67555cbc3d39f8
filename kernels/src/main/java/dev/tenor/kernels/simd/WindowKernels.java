package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.PoolGeometry;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The loops of [BlockKernels], for L channels of one row of windows: pixels are as many floats
/// apart as there are channels, and eᵘ − 1 lies `room` floats behind u. Windows of 2×2 are the
/// usual case and unrolled.
final class WindowKernels {
  private WindowKernels() {}

  /// u = (z − mean)·scale + beta for `pixels` pixels.
  static void normalize(
      float[] u, int uo, float[] z, int zo, float[] constants, int c, int cols, int pixels) {
    FloatVector mean = FloatVector.fromArray(F, constants, c);
    FloatVector scale = FloatVector.fromArray(F, constants, cols + c);
    FloatVector beta = FloatVector.fromArray(F, constants, 2 * cols + c);
    for (int i = 0; i < pixels; i++) {
      FloatVector centred = FloatVector.fromArray(F, z, zo + i * cols).sub(mean);
      centred.fma(scale, beta).intoArray(u, uo + i * cols);
    }
  }

  /// The mean over each window of ELU(u), for windows of 2×2.
  static void means(float[] y, int yo, float[] u, int uo, int room, PoolGeometry g) {
    int cols = g.channels();
    int row = g.width() * cols;
    for (int ow = 0; ow < g.outW(); ow++) {
      int at = uo + 2 * ow * cols;
      FloatVector u0 = FloatVector.fromArray(F, u, at);
      FloatVector u1 = FloatVector.fromArray(F, u, at + cols);
      FloatVector u2 = FloatVector.fromArray(F, u, at + row);
      FloatVector u3 = FloatVector.fromArray(F, u, at + row + cols);
      at += room;
      FloatVector e0 = FloatVector.fromArray(F, u, at);
      FloatVector e1 = FloatVector.fromArray(F, u, at + cols);
      FloatVector e2 = FloatVector.fromArray(F, u, at + row);
      FloatVector e3 = FloatVector.fromArray(F, u, at + row + cols);
      e0 = e0.blend(u0, u0.compare(VectorOperators.GE, 0f));
      e1 = e1.blend(u1, u1.compare(VectorOperators.GE, 0f));
      e2 = e2.blend(u2, u2.compare(VectorOperators.GE, 0f));
      e3 = e3.blend(u3, u3.compare(VectorOperators.GE, 0f));
      e0.add(e1).add(e2.add(e3)).mul(0.25f).intoArray(y, yo + ow * cols);
    }
  }

  /// The means over each window of ELU(u), of its slope s, and of s·(z − mean), for windows of 2×2:
  /// to y, to s, and `next` floats behind s.
  static void meansAndSlopes(
      float[] y,
      int yo,
      float[] s,
      int so,
      int next,
      float[] z,
      int zo,
      float[] u,
      int uo,
      int room,
      float[] means,
      int c,
      PoolGeometry g) {
    int cols = g.channels();
    int row = g.width() * cols;
    FloatVector mean = FloatVector.fromArray(F, means, c);
    for (int ow = 0; ow < g.outW(); ow++) {
      int i = 2 * ow * cols;
      int at = uo + i;
      FloatVector u0 = FloatVector.fromArray(F, u, at);
      FloatVector u1 = FloatVector.fromArray(F, u, at + cols);
      FloatVector u2 = FloatVector.fromArray(F, u, at + row);
      FloatVector u3 = FloatVector.fromArray(F, u, at + row + cols);
      at += room;
      FloatVector e0 = FloatVector.fromArray(F, u, at);
      FloatVector e1 = FloatVector.fromArray(F, u, at + cols);
      FloatVector e2 = FloatVector.fromArray(F, u, at + row);
      FloatVector e3 = FloatVector.fromArray(F, u, at + row + cols);
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
      at = zo + i;
      FloatVector p = FloatVector.fromArray(F, z, at).sub(mean).mul(e0);
      p = FloatVector.fromArray(F, z, at + cols).sub(mean).fma(e1, p);
      p = FloatVector.fromArray(F, z, at + row).sub(mean).fma(e2, p);
      p = FloatVector.fromArray(F, z, at + row + cols).sub(mean).fma(e3, p);
      p.mul(0.25f).intoArray(s, so + next + ow * cols);
    }
  }

  /// Replaces u by ELU(u); eᵘ − 1 lies `room` floats behind, and `room` is the length, too.
  static void elu(float[] u, int room) {
    for (int i = 0; i < room; i += L) {
      FloatVector v = FloatVector.fromArray(F, u, i);
      FloatVector e = FloatVector.fromArray(F, u, i + room);
      e.blend(v, v.compare(VectorOperators.GE, 0f)).intoArray(u, i);
    }
  }

  /// Replaces u by ELU(u), and eᵘ − 1 by the slope s; s·(z − mean) goes `room` floats further.
  static void elements(
      float[] u, int uo, int room, float[] z, int zo, float[] means, int c, int cols, int pixels) {
    FloatVector mean = FloatVector.fromArray(F, means, c);
    for (int i = 0; i < pixels; i++) {
      int at = uo + i * cols;
      FloatVector v = FloatVector.fromArray(F, u, at);
      FloatVector e = FloatVector.fromArray(F, u, at + room);
      VectorMask<Float> linear = v.compare(VectorOperators.GE, 0f);
      FloatVector slope = e.add(1f).blend(1f, linear);
      e.blend(v, linear).intoArray(u, at);
      slope.intoArray(u, at + room);
      FloatVector centred = FloatVector.fromArray(F, z, zo + i * cols).sub(mean);
      centred.mul(slope).intoArray(u, at + 2 * room);
    }
  }

  /// The gradient of one pixel of each window in z; `dpooled` is that of the means, and `constants`
  /// those of the channels, see [BlockKernels#gradient].
  static void gradient(
      float[] dz,
      int to,
      float[] z,
      int zo,
      float[] dpooled,
      int po,
      float[] u,
      int uo,
      int room,
      float[] constants,
      int c,
      PoolGeometry g) {
    int cols = g.channels();
    int step = g.kernelW() * cols;
    float share = 1f / (g.kernelH() * g.kernelW());
    FloatVector mean = FloatVector.fromArray(F, constants, c);
    FloatVector f0 = FloatVector.fromArray(F, constants, 3 * cols + c);
    FloatVector f1 = FloatVector.fromArray(F, constants, 4 * cols + c);
    FloatVector f2 = FloatVector.fromArray(F, constants, 5 * cols + c).neg();
    for (int ow = 0; ow < g.outW(); ow++) {
      int i = ow * step;
      VectorMask<Float> linear =
          FloatVector.fromArray(F, u, uo + i).compare(VectorOperators.GE, 0f);
      FloatVector slope = FloatVector.fromArray(F, u, uo + room + i).add(1f).blend(1f, linear);
      FloatVector du =
          FloatVector.fromArray(F, dpooled, po + ow * cols).mul(share).mul(slope).sub(f1);
      FloatVector centred = FloatVector.fromArray(F, z, zo + i).sub(mean);
      centred.fma(f2, du).mul(f0).intoArray(dz, to + i);
    }
  }
}
