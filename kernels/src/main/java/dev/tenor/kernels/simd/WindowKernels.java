package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;

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

  /// The mean over each window of ELU(u).
  static void means(float[] y, int yo, float[] u, int uo, int room, PoolGeometry g) {
    int cols = g.channels();
    int row = g.width() * cols;
    float share = 1f / (g.kernelH() * g.kernelW());
    if (g.kernelH() != 2 || g.kernelW() != 2) {
      anyMeans(y, yo, u, uo, room, g, share);
      return;
    }
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
      e0.add(e1).add(e2.add(e3)).mul(share).intoArray(y, yo + ow * cols);
    }
  }

  private static void anyMeans(
      float[] y, int yo, float[] u, int uo, int room, PoolGeometry g, float share) {
    int cols = g.channels();
    for (int ow = 0; ow < g.outW(); ow++) {
      FloatVector sum = FloatVector.zero(F);
      for (int k = 0; k < g.kernelH() * g.kernelW(); k++) {
        int column = ow * g.kernelW() + k % g.kernelW();
        int at = uo + (k / g.kernelW() * g.width() + column) * cols;
        FloatVector v = FloatVector.fromArray(F, u, at);
        FloatVector e = FloatVector.fromArray(F, u, at + room);
        sum = e.blend(v, v.compare(VectorOperators.GE, 0f)).add(sum);
      }
      FloatVector.broadcast(F, share).mul(sum).intoArray(y, yo + ow * cols);
    }
  }

  /// The means over each window of the ELU's slope s, and of s·(z − mean), `next` floats behind.
  static void slopes(
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
    float share = 1f / (g.kernelH() * g.kernelW());
    if (g.kernelH() != 2 || g.kernelW() != 2) {
      anySlopes(s, so, next, z, zo, u, uo, room, means, c, g, share);
      return;
    }
    FloatVector mean = FloatVector.fromArray(F, means, c);
    for (int ow = 0; ow < g.outW(); ow++) {
      int i = 2 * ow * cols;
      VectorMask<Float> m0 = FloatVector.fromArray(F, u, uo + i).compare(VectorOperators.GE, 0f);
      VectorMask<Float> m1 =
          FloatVector.fromArray(F, u, uo + i + cols).compare(VectorOperators.GE, 0f);
      VectorMask<Float> m2 =
          FloatVector.fromArray(F, u, uo + i + row).compare(VectorOperators.GE, 0f);
      VectorMask<Float> m3 =
          FloatVector.fromArray(F, u, uo + i + row + cols).compare(VectorOperators.GE, 0f);
      int e = uo + room + i;
      FloatVector s0 = FloatVector.fromArray(F, u, e).add(1f).blend(1f, m0);
      FloatVector s1 = FloatVector.fromArray(F, u, e + cols).add(1f).blend(1f, m1);
      FloatVector s2 = FloatVector.fromArray(F, u, e + row).add(1f).blend(1f, m2);
      FloatVector s3 = FloatVector.fromArray(F, u, e + row + cols).add(1f).blend(1f, m3);
      s0.add(s1).add(s2.add(s3)).mul(share).intoArray(s, so + ow * cols);
      FloatVector p = FloatVector.fromArray(F, z, zo + i).sub(mean).mul(s0);
      p = FloatVector.fromArray(F, z, zo + i + cols).sub(mean).fma(s1, p);
      p = FloatVector.fromArray(F, z, zo + i + row).sub(mean).fma(s2, p);
      p = FloatVector.fromArray(F, z, zo + i + row + cols).sub(mean).fma(s3, p);
      p.mul(share).intoArray(s, so + next + ow * cols);
    }
  }

  private static void anySlopes(
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
      PoolGeometry g,
      float share) {
    int cols = g.channels();
    FloatVector mean = FloatVector.fromArray(F, means, c);
    for (int ow = 0; ow < g.outW(); ow++) {
      FloatVector sum = FloatVector.zero(F);
      FloatVector products = FloatVector.zero(F);
      for (int k = 0; k < g.kernelH() * g.kernelW(); k++) {
        int column = ow * g.kernelW() + k % g.kernelW();
        int i = (k / g.kernelW() * g.width() + column) * cols;
        VectorMask<Float> linear =
            FloatVector.fromArray(F, u, uo + i).compare(VectorOperators.GE, 0f);
        FloatVector slope = FloatVector.fromArray(F, u, uo + room + i).add(1f).blend(1f, linear);
        sum = slope.add(sum);
        products = FloatVector.fromArray(F, z, zo + i).sub(mean).fma(slope, products);
      }
      FloatVector part = FloatVector.broadcast(F, share);
      part.mul(sum).intoArray(s, so + ow * cols);
      part.mul(products).intoArray(s, so + next + ow * cols);
    }
  }

  /// Replaces one pixel of each window in z by its gradient; `dpooled` is that of the means, and
  /// `constants` those of the channels, see [BlockKernels#gradient].
  static void gradient(
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
      centred.fma(f2, du).mul(f0).intoArray(z, zo + i);
    }
  }
}
