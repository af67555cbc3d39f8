package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.VirtualLanes.V;

import jdk.incubator.vector.FloatVector;

/// Sums of products of neighbouring pixels for [ConvBlockMoments], over `rows` rows of x, `stride`
/// apart, where `mask` has a 1 for each pixel of a row that counts and zeros up to `width`, a
/// multiple of V, and for another vector. Behind the last row x can be read for another vector,
/// too.
///
/// Sum number i is left as the V floats of `lanes` from i·V on (see [VirtualLanes]). A call makes
/// as many of these as a vector has, from `lane` on; what a longer vector has beyond them is
/// overwritten by the next sum, and the last one needs room for it.
final class ConvBlockPatchKernels {
  private ConvBlockPatchKernels() {}

  /// The sums of a pixel, the next one and the one after it, and of their products 00, 01, 02, 11,
  /// 12, 22.
  static void same(
      float[] lanes,
      int first,
      int lane,
      float[] x,
      int at,
      int stride,
      int rows,
      float[] mask,
      int width) {
    FloatVector s0 = FloatVector.zero(F);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector p00 = s0;
    FloatVector p01 = s0;
    FloatVector p02 = s0;
    FloatVector p11 = s0;
    FloatVector p12 = s0;
    FloatVector p22 = s0;
    for (int row = at; row < at + rows * stride; row += stride) {
      for (int i = lane; i < width; i += V) {
        FloatVector m = FloatVector.fromArray(F, mask, i);
        FloatVector x0 = FloatVector.fromArray(F, x, row + i).mul(m);
        FloatVector x1 = FloatVector.fromArray(F, x, row + i + 1).mul(m);
        FloatVector x2 = FloatVector.fromArray(F, x, row + i + 2).mul(m);
        s0 = s0.add(x0);
        s1 = s1.add(x1);
        s2 = s2.add(x2);
        p00 = x0.fma(x0, p00);
        p01 = x0.fma(x1, p01);
        p02 = x0.fma(x2, p02);
        p11 = x1.fma(x1, p11);
        p12 = x1.fma(x2, p12);
        p22 = x2.fma(x2, p22);
      }
    }
    int to = first * V + lane;
    s0.intoArray(lanes, to);
    s1.intoArray(lanes, to + V);
    s2.intoArray(lanes, to + 2 * V);
    p00.intoArray(lanes, to + 3 * V);
    p01.intoArray(lanes, to + 4 * V);
    p02.intoArray(lanes, to + 5 * V);
    p11.intoArray(lanes, to + 6 * V);
    p12.intoArray(lanes, to + 7 * V);
    p22.intoArray(lanes, to + 8 * V);
  }

  /// The nine products of these three pixels with the three `distance` floats on, 00, 01, 02, 10, …
  static void cross(
      float[] lanes,
      int first,
      int lane,
      float[] x,
      int at,
      int distance,
      int stride,
      int rows,
      float[] mask,
      int width) {
    FloatVector p00 = FloatVector.zero(F);
    FloatVector p01 = p00;
    FloatVector p02 = p00;
    FloatVector p10 = p00;
    FloatVector p11 = p00;
    FloatVector p12 = p00;
    FloatVector p20 = p00;
    FloatVector p21 = p00;
    FloatVector p22 = p00;
    for (int row = at; row < at + rows * stride; row += stride) {
      for (int i = lane; i < width; i += V) {
        int from = row + i;
        FloatVector m = FloatVector.fromArray(F, mask, i);
        FloatVector y0 = FloatVector.fromArray(F, x, from + distance).mul(m);
        FloatVector y1 = FloatVector.fromArray(F, x, from + distance + 1).mul(m);
        FloatVector y2 = FloatVector.fromArray(F, x, from + distance + 2).mul(m);
        FloatVector v = FloatVector.fromArray(F, x, from);
        p00 = v.fma(y0, p00);
        p01 = v.fma(y1, p01);
        p02 = v.fma(y2, p02);
        v = FloatVector.fromArray(F, x, from + 1);
        p10 = v.fma(y0, p10);
        p11 = v.fma(y1, p11);
        p12 = v.fma(y2, p12);
        v = FloatVector.fromArray(F, x, from + 2);
        p20 = v.fma(y0, p20);
        p21 = v.fma(y1, p21);
        p22 = v.fma(y2, p22);
      }
    }
    int to = first * V + lane;
    p00.intoArray(lanes, to);
    p01.intoArray(lanes, to + V);
    p02.intoArray(lanes, to + 2 * V);
    p10.intoArray(lanes, to + 3 * V);
    p11.intoArray(lanes, to + 4 * V);
    p12.intoArray(lanes, to + 5 * V);
    p20.intoArray(lanes, to + 6 * V);
    p21.intoArray(lanes, to + 7 * V);
    p22.intoArray(lanes, to + 8 * V);
  }
}
