package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.UnaryFn;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Functions of one argument that are a few instructions, and their gradients; lengths are
/// multiples of L unless said otherwise. (C2 makes no vectors of plain loops over arrays that might
/// be the same one.)
final class ArithmeticKernels {
  private ArithmeticKernels() {}

  /// y = f(x), rounded once; 1/√x twice.
  static void apply(UnaryFn fn, float[] y, int yo, float[] x, int xo, int n) {
    switch (fn) {
      case SQRT -> sqrt(y, yo, x, xo, n);
      case RSQRT -> rsqrt(y, yo, x, xo, n);
      case ABS -> abs(y, yo, x, xo, n);
      case NEG -> negate(y, yo, x, xo, n);
      case SQUARE -> square(y, yo, x, xo, n);
      case RECIPROCAL -> reciprocal(y, yo, x, xo, n);
      default -> throw new IllegalStateException("simd: no kernel for " + fn);
    }
  }

  private static void sqrt(float[] y, int yo, float[] x, int xo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, x, xo + i).lanewise(VectorOperators.SQRT).intoArray(y, yo + i);
    }
  }

  private static void rsqrt(float[] y, int yo, float[] x, int xo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector root = FloatVector.fromArray(F, x, xo + i).lanewise(VectorOperators.SQRT);
      FloatVector.broadcast(F, 1f).div(root).intoArray(y, yo + i);
    }
  }

  private static void abs(float[] y, int yo, float[] x, int xo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, x, xo + i).abs().intoArray(y, yo + i);
    }
  }

  private static void negate(float[] y, int yo, float[] x, int xo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, x, xo + i).neg().intoArray(y, yo + i);
    }
  }

  private static void square(float[] y, int yo, float[] x, int xo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xo + i);
      v.mul(v).intoArray(y, yo + i);
    }
  }

  private static void reciprocal(float[] y, int yo, float[] x, int xo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector.broadcast(F, 1f).div(FloatVector.fromArray(F, x, xo + i)).intoArray(y, yo + i);
    }
  }

  /// y = min(max(x, low), high), for any n.
  static void clamp(float[] y, int yo, float[] x, int xo, int n, float low, float high) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector.fromArray(F, x, xo + i).max(low).min(high).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] = Math.min(Math.max(x[xo + i], low), high);
    }
  }

  /// dx = dy where low ≤ x ≤ high, 0 elsewhere, for any n.
  static void clampGradient(
      float[] dx, int dxo, float[] dy, int dyo, float[] x, int xo, int n, float low, float high) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xo + i);
      FloatVector slope =
          FloatVector.zero(F)
              .blend(
                  1f, v.compare(VectorOperators.GE, low).and(v.compare(VectorOperators.LE, high)));
      FloatVector.fromArray(F, dy, dyo + i).mul(slope).intoArray(dx, dxo + i);
    }
    for (; i < n; i++) {
      dx[dxo + i] = dy[dyo + i] * (x[xo + i] >= low && x[xo + i] <= high ? 1f : 0f);
    }
  }

  /// dx = dy·f′(x).
  ///
  /// @param z x or y = f(x), see [UnaryGradientKernels#needsInput]
  static void gradient(
      UnaryFn fn, float[] dx, int dxo, float[] dy, int dyo, float[] z, int zo, int n) {
    switch (fn) {
      case EXP -> SumKernels.multiply(dx, dxo, dy, dyo, z, zo, n);
      case LOG -> quotient(dx, dxo, dy, dyo, z, zo, n, 1);
      case SQRT -> quotient(dx, dxo, dy, dyo, z, zo, n, 0.5f);
      case RSQRT -> cube(dx, dxo, dy, dyo, z, zo, n);
      case ABS -> sign(dx, dxo, dy, dyo, z, zo, n);
      case NEG -> negate(dx, dxo, dy, dyo, n);
      case SQUARE -> twice(dx, dxo, dy, dyo, z, zo, n);
      case RECIPROCAL -> minusSquare(dx, dxo, dy, dyo, z, zo, n);
      default -> throw new IllegalStateException("simd: no gradient kernel for " + fn);
    }
  }

  /// f′ = alpha/z.
  private static void quotient(
      float[] dx, int dxo, float[] dy, int dyo, float[] z, int zo, int n, float alpha) {
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, dy, dyo + i)
          .mul(alpha)
          .div(FloatVector.fromArray(F, z, zo + i))
          .intoArray(dx, dxo + i);
    }
  }

  /// f′ = −½y³.
  private static void cube(float[] dx, int dxo, float[] dy, int dyo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, y, yo + i);
      v.mul(-0.5f).mul(v).mul(v).mul(FloatVector.fromArray(F, dy, dyo + i)).intoArray(dx, dxo + i);
    }
  }

  /// f′ = 1, 0 or −1, the sign of x.
  private static void sign(float[] dx, int dxo, float[] dy, int dyo, float[] x, int xo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xo + i);
      FloatVector slope = v.blend(1f, v.compare(VectorOperators.GT, 0f));
      slope = slope.blend(-1f, v.compare(VectorOperators.LT, 0f));
      FloatVector.fromArray(F, dy, dyo + i).mul(slope).intoArray(dx, dxo + i);
    }
  }

  /// f′ = 2x.
  private static void twice(float[] dx, int dxo, float[] dy, int dyo, float[] x, int xo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, x, xo + i)
          .mul(2f)
          .mul(FloatVector.fromArray(F, dy, dyo + i))
          .intoArray(dx, dxo + i);
    }
  }

  /// f′ = −y².
  private static void minusSquare(
      float[] dx, int dxo, float[] dy, int dyo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, y, yo + i);
      v.neg().mul(v).mul(FloatVector.fromArray(F, dy, dyo + i)).intoArray(dx, dxo + i);
    }
  }
}
