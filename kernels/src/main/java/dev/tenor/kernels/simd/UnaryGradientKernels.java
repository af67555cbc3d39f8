package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.kernels.simd.Scratch.Use;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Gradients of the functions of [UnaryKernels]: dx = dy·f′(x), with tails as there. Each takes `x`
/// or y = f(x), whichever gives the slope with less work.
final class UnaryGradientKernels {
  private UnaryGradientKernels() {}

  /// Whether the slope comes from x; from y otherwise.
  static boolean needsInput(UnaryFn fn) {
    return switch (fn) {
      case GELU, GELU_TANH, SILU, SOFTPLUS, LOG, ABS, SQUARE, SIN, COS -> true;
      case ELU, RELU, TANH, SIGMOID, EXP, SQRT, RSQRT, NEG, RECIPROCAL -> false;
    };
  }

  /// @param z x or y, see [#needsInput]
  static void apply(
      UnaryFn fn,
      float[] dx,
      int dxo,
      float[] dy,
      int dyo,
      float[] z,
      int zo,
      int n,
      Scratch mine) {
    float[] temp = mine.floats(Use.BLOCK, 2L * UnaryKernels.BLOCK);
    int step = MathKernels.STEP;
    int whole = n - n % step;
    for (int i = 0; i < whole; i += UnaryKernels.BLOCK) {
      int length = Math.min(UnaryKernels.BLOCK, whole - i);
      block(fn, dx, dxo + i, dy, dyo + i, z, zo + i, length, temp, mine.lanes());
    }
    if (whole < n) {
      float[] tail = mine.floats(Use.TAIL, 2L * step);
      System.arraycopy(dy, dyo + whole, tail, 0, n - whole);
      System.arraycopy(z, zo + whole, tail, step, n - whole);
      block(fn, tail, 0, tail, 0, tail, step, step, temp, mine.lanes());
      System.arraycopy(tail, 0, dx, dxo + whole, n - whole);
    }
  }

  private static void block(
      UnaryFn fn,
      float[] dx,
      int dxo,
      float[] dy,
      int dyo,
      float[] z,
      int zo,
      int n,
      float[] temp,
      float[] lanes) {
    switch (fn) {
      case ELU -> elu(dx, dxo, dy, dyo, z, zo, n);
      case RELU -> relu(dx, dxo, dy, dyo, z, zo, n);
      case GELU -> gelu(dx, dxo, dy, dyo, z, zo, n, temp);
      case GELU_TANH -> {
        UnaryKernels.geluTanhSlope(temp, z, zo, n);
        times(dx, dxo, dy, dyo, temp, n);
      }
      case SILU -> {
        UnaryKernels.siluSlope(temp, z, zo, n);
        times(dx, dxo, dy, dyo, temp, n);
      }
      case SOFTPLUS -> {
        UnaryKernels.sigmoid(temp, 0, z, zo, n, temp);
        times(dx, dxo, dy, dyo, temp, n);
      }
      case SIN -> {
        SineKernels.sine(temp, 0, z, zo, n, 1, lanes);
        times(dx, dxo, dy, dyo, temp, n);
      }
      case COS -> {
        SineKernels.sine(temp, 0, z, zo, n, 2, lanes);
        times(dx, dxo, dy, dyo, temp, n);
      }
      case TANH -> tanh(dx, dxo, dy, dyo, z, zo, n);
      case SIGMOID -> sigmoid(dx, dxo, dy, dyo, z, zo, n);
      case EXP, LOG, SQRT, RSQRT, ABS, NEG, SQUARE, RECIPROCAL ->
          ArithmeticKernels.gradient(fn, dx, dxo, dy, dyo, z, zo, n);
      default -> throw new IllegalStateException("simd: no gradient kernel for " + fn);
    }
  }

  /// f′ = 1 where y > 0 (just where x > 0), y + 1 elsewhere.
  private static void elu(float[] dx, int dxo, float[] dy, int dyo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, y, yo + i);
      FloatVector slope = v.add(1f).blend(1f, v.compare(VectorOperators.GT, 0f));
      FloatVector.fromArray(F, dy, dyo + i).mul(slope).intoArray(dx, dxo + i);
    }
  }

  /// f′ = 1 where y > 0, 0 elsewhere.
  private static void relu(float[] dx, int dxo, float[] dy, int dyo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, y, yo + i);
      FloatVector slope = FloatVector.zero(F).blend(1f, v.compare(VectorOperators.GT, 0f));
      FloatVector.fromArray(F, dy, dyo + i).mul(slope).intoArray(dx, dxo + i);
    }
  }

  /// f′ = Φ(x) + x·φ(x); `temp` holds two blocks.
  private static void gelu(
      float[] dx, int dxo, float[] dy, int dyo, float[] x, int xo, int n, float[] temp) {
    UnaryKernels.geluSlope(temp, UnaryKernels.BLOCK, x, xo, n);
    times(dx, dxo, dy, dyo, temp, n);
  }

  private static void times(float[] dx, int dxo, float[] dy, int dyo, float[] slope, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, dy, dyo + i)
          .mul(FloatVector.fromArray(F, slope, i))
          .intoArray(dx, dxo + i);
    }
  }

  /// f′ = 1 − y².
  private static void tanh(float[] dx, int dxo, float[] dy, int dyo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, y, yo + i);
      FloatVector slope = FloatVector.broadcast(F, 1f).sub(v.mul(v));
      FloatVector.fromArray(F, dy, dyo + i).mul(slope).intoArray(dx, dxo + i);
    }
  }

  /// f′ = y·(1 − y).
  private static void sigmoid(float[] dx, int dxo, float[] dy, int dyo, float[] y, int yo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, y, yo + i);
      FloatVector slope = v.mul(FloatVector.broadcast(F, 1f).sub(v));
      FloatVector.fromArray(F, dy, dyo + i).mul(slope).intoArray(dx, dxo + i);
    }
  }
}
