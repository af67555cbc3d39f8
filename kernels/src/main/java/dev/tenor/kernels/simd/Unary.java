package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.L;
import static dev.tenor.kernels.simd.Lanes.load;
import static dev.tenor.kernels.simd.Lanes.tail;

import jdk.incubator.vector.VectorMask;

/// Elementwise functions of one argument: y = f(x), one loop a function. The last, partial vector
/// is computed by the same instructions under a mask, so that an element's value does not depend on
/// its place.
final class Unary {
  private Unary() {}

  static void elu(float[] y, int yo, float[] x, int xo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      VMath.elu(load(x, xo + i)).intoArray(y, yo + i);
    }
    if (i < n) {
      VectorMask<Float> mask = tail(n - i);
      VMath.elu(load(x, xo + i, mask)).intoArray(y, yo + i, mask);
    }
  }

  static void gelu(float[] y, int yo, float[] x, int xo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      VMath.gelu(load(x, xo + i)).intoArray(y, yo + i);
    }
    if (i < n) {
      VectorMask<Float> mask = tail(n - i);
      VMath.gelu(load(x, xo + i, mask)).intoArray(y, yo + i, mask);
    }
  }

  static void tanh(float[] y, int yo, float[] x, int xo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      VMath.tanh(load(x, xo + i)).intoArray(y, yo + i);
    }
    if (i < n) {
      VectorMask<Float> mask = tail(n - i);
      VMath.tanh(load(x, xo + i, mask)).intoArray(y, yo + i, mask);
    }
  }

  static void sigmoid(float[] y, int yo, float[] x, int xo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      VMath.sigmoid(load(x, xo + i)).intoArray(y, yo + i);
    }
    if (i < n) {
      VectorMask<Float> mask = tail(n - i);
      VMath.sigmoid(load(x, xo + i, mask)).intoArray(y, yo + i, mask);
    }
  }

  static void relu(float[] y, int yo, float[] x, int xo, int n) {
    for (int i = 0; i < n; i++) {
      y[yo + i] = Math.max(x[xo + i], 0f);
    }
  }
}
