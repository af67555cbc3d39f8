package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;

/// Depthwise convolution of a pixel, or of neighbours in a row, L channels at a time. Sums start
/// with `first` `[n]`; every output adds its taps in their order.
final class DepthwiseKernels {
  private DepthwiseKernels() {}

  /// One pixel with any taps: `y[c] = first[c] + Σ x[at[i] + c] · w[row[i] + c]`, for `taps` taps.
  static void pixel(
      float[] y, int yo, float[] first, float[] x, float[] w, int[] places, int taps, int n) {
    int c = 0;
    for (; c <= n - L; c += L) {
      FloatVector sum = FloatVector.fromArray(F, first, c);
      for (int i = 0; i < taps; i++) {
        FloatVector weight = FloatVector.fromArray(F, w, places[2 * i + 1] + c);
        sum = FloatVector.fromArray(F, x, places[2 * i] + c).fma(weight, sum);
      }
      sum.intoArray(y, yo + c);
    }
    for (; c < n; c++) {
      float sum = first[c];
      for (int i = 0; i < taps; i++) {
        sum = Math.fma(x[places[2 * i] + c], w[places[2 * i + 1] + c], sum);
      }
      y[yo + c] = sum;
    }
  }

  /// `pixels` neighbours, whose taps all lie inside the image: kh × kw of them, `down` and `right`
  /// apart, the first at `xo` and then `step` further for each pixel. Four pixels share the loads
  /// of the weights.
  static void row(
      float[] y,
      int yo,
      float[] first,
      float[] x,
      int xo,
      int step,
      int down,
      int right,
      float[] w,
      int wo,
      int kh,
      int kw,
      int pixels,
      int n) {
    int c = 0;
    for (; c <= n - L; c += L) {
      FloatVector start = FloatVector.fromArray(F, first, c);
      int p = 0;
      for (; p <= pixels - 4; p += 4) {
        FloatVector s0 = start;
        FloatVector s1 = start;
        FloatVector s2 = start;
        FloatVector s3 = start;
        int weight = wo + c;
        for (int i = 0; i < kh; i++) {
          int at = xo + p * step + i * down + c;
          for (int j = 0; j < kw; j++) {
            FloatVector v = FloatVector.fromArray(F, w, weight);
            s0 = FloatVector.fromArray(F, x, at).fma(v, s0);
            s1 = FloatVector.fromArray(F, x, at + step).fma(v, s1);
            s2 = FloatVector.fromArray(F, x, at + 2 * step).fma(v, s2);
            s3 = FloatVector.fromArray(F, x, at + 3 * step).fma(v, s3);
            at += right;
            weight += n;
          }
        }
        int to = yo + p * n + c;
        s0.intoArray(y, to);
        s1.intoArray(y, to + n);
        s2.intoArray(y, to + 2 * n);
        s3.intoArray(y, to + 3 * n);
      }
      for (; p < pixels; p++) {
        FloatVector sum = start;
        int weight = wo + c;
        for (int i = 0; i < kh; i++) {
          int at = xo + p * step + i * down + c;
          for (int j = 0; j < kw; j++) {
            FloatVector v = FloatVector.fromArray(F, w, weight);
            sum = FloatVector.fromArray(F, x, at).fma(v, sum);
            at += right;
            weight += n;
          }
        }
        sum.intoArray(y, yo + p * n + c);
      }
    }
    for (; c < n; c++) {
      for (int p = 0; p < pixels; p++) {
        float sum = first[c];
        int weight = wo + c;
        for (int i = 0; i < kh; i++) {
          int at = xo + p * step + i * down + c;
          for (int j = 0; j < kw; j++) {
            sum = Math.fma(x[at + j * right], w[weight + j * n], sum);
          }
          weight += kw * n;
        }
        y[yo + p * n + c] = sum;
      }
    }
  }

  /// `sum[c]` += Σ over `count` pixels of x·dy; pixels of x are `step` apart, those of dy n.
  static void products(
      float[] sum, int so, float[] x, int xo, int step, float[] dy, int dyo, int count, int n) {
    int whole = VirtualLanes.whole(n);
    int c = 0;
    for (; c <= whole - L; c += L) {
      FloatVector s0 = FloatVector.fromArray(F, sum, so + c);
      FloatVector s1 = FloatVector.zero(F);
      int at = xo + c;
      int d = dyo + c;
      int i = 0;
      for (; i <= count - 2; i += 2) {
        s0 = FloatVector.fromArray(F, x, at).fma(FloatVector.fromArray(F, dy, d), s0);
        s1 = FloatVector.fromArray(F, x, at + step).fma(FloatVector.fromArray(F, dy, d + n), s1);
        at += 2 * step;
        d += 2 * n;
      }
      for (; i < count; i++) {
        s0 = FloatVector.fromArray(F, x, at).fma(FloatVector.fromArray(F, dy, d), s0);
      }
      FloatVector.broadcast(F, 1f).fma(s0, s1).intoArray(sum, so + c);
    }
    for (; c < n; c++) {
      float s0 = sum[so + c];
      float s1 = 0;
      int i = 0;
      for (; c < whole && i <= count - 2; i += 2) {
        s0 = Math.fma(x[xo + i * step + c], dy[dyo + i * n + c], s0);
        s1 = Math.fma(x[xo + (i + 1) * step + c], dy[dyo + (i + 1) * n + c], s1);
      }
      for (; i < count; i++) {
        s0 = Math.fma(x[xo + i * step + c], dy[dyo + i * n + c], s0);
      }
      sum[so + c] = s0 + s1;
    }
  }
}
