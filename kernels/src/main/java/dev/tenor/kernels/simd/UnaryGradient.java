package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.L;
import static dev.tenor.kernels.simd.Lanes.broadcast;
import static dev.tenor.kernels.simd.Lanes.load;
import static dev.tenor.kernels.simd.Lanes.tail;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Gradients of the functions of [Unary]: dx = dy·f′(x), one loop a function; `x` or `y` = f(x) is
/// taken, whichever gives the slope with less work.
final class UnaryGradient {
  private UnaryGradient() {}

  /// f′ = 1 where y > 0 (just where x > 0), y + 1 elsewhere.
  static void elu(float[] dx, int dxo, float[] dy, int dyo, float[] y, int yo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      elu(load(dy, dyo + i), load(y, yo + i)).intoArray(dx, dxo + i);
    }
    if (i < n) {
      VectorMask<Float> m = tail(n - i);
      elu(load(dy, dyo + i, m), load(y, yo + i, m)).intoArray(dx, dxo + i, m);
    }
  }

  private static FloatVector elu(FloatVector dy, FloatVector y) {
    FloatVector slope = y.add(1f).blend(1f, y.compare(VectorOperators.GT, 0f));
    return dy.mul(slope);
  }

  /// f′ = 1 where y > 0, 0 elsewhere.
  static void relu(float[] dx, int dxo, float[] dy, int dyo, float[] y, int yo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      relu(load(dy, dyo + i), load(y, yo + i)).intoArray(dx, dxo + i);
    }
    if (i < n) {
      VectorMask<Float> m = tail(n - i);
      relu(load(dy, dyo + i, m), load(y, yo + i, m)).intoArray(dx, dxo + i, m);
    }
  }

  private static FloatVector relu(FloatVector dy, FloatVector y) {
    return dy.mul(broadcast(0f).blend(1f, y.compare(VectorOperators.GT, 0f)));
  }

  /// f′ = Φ(x) + x·φ(x).
  static void gelu(float[] dx, int dxo, float[] dy, int dyo, float[] x, int xo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      gelu(load(dy, dyo + i), load(x, xo + i)).intoArray(dx, dxo + i);
    }
    if (i < n) {
      VectorMask<Float> m = tail(n - i);
      gelu(load(dy, dyo + i, m), load(x, xo + i, m)).intoArray(dx, dxo + i, m);
    }
  }

  private static FloatVector gelu(FloatVector dy, FloatVector x) {
    return dy.mul(VMath.geluSlope(x));
  }

  /// f′ = 1 − y².
  static void tanh(float[] dx, int dxo, float[] dy, int dyo, float[] y, int yo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      tanh(load(dy, dyo + i), load(y, yo + i)).intoArray(dx, dxo + i);
    }
    if (i < n) {
      VectorMask<Float> m = tail(n - i);
      tanh(load(dy, dyo + i, m), load(y, yo + i, m)).intoArray(dx, dxo + i, m);
    }
  }

  private static FloatVector tanh(FloatVector dy, FloatVector y) {
    return dy.mul(broadcast(1f).sub(y.mul(y)));
  }

  /// f′ = y·(1 − y).
  static void sigmoid(float[] dx, int dxo, float[] dy, int dyo, float[] y, int yo, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      sigmoid(load(dy, dyo + i), load(y, yo + i)).intoArray(dx, dxo + i);
    }
    if (i < n) {
      VectorMask<Float> m = tail(n - i);
      sigmoid(load(dy, dyo + i, m), load(y, yo + i, m)).intoArray(dx, dxo + i, m);
    }
  }

  private static FloatVector sigmoid(FloatVector dy, FloatVector y) {
    return dy.mul(y.mul(broadcast(1f).sub(y)));
  }
}
