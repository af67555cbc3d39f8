package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.kernels.simd.Scratch.Use;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/// Elementwise functions of one argument, y = f(x), block by block: the exponential of a block goes
/// to scratch memory in the L1 cache, and a second loop makes the function from it. The last,
/// partial step is computed in a padded copy by the same loops, so that an element's value does not
/// depend on its place.
final class UnaryKernels {
  /// The length of a block, a multiple of MathKernels.STEP.
  static final int BLOCK = 1 << 10;

  private static final float SQRT_EIGHTH = 0.35355339f;
  private static final float INV_SQRT_2PI = 0.39894228f;
  private static final float TWO_SQRT_2_PI = 1.5957692f;
  private static final float GELU_CUBIC = 0.044715f;

  private UnaryKernels() {}

  static void apply(UnaryFn fn, float[] y, int yo, float[] x, int xo, int n, Scratch mine) {
    float[] temp = mine.floats(Use.BLOCK, BLOCK);
    int whole = n - n % MathKernels.STEP;
    for (int i = 0; i < whole; i += BLOCK) {
      block(fn, y, yo + i, x, xo + i, Math.min(BLOCK, whole - i), temp);
    }
    if (whole < n) {
      float[] tail = mine.floats(Use.TAIL, MathKernels.STEP);
      System.arraycopy(x, xo + whole, tail, 0, n - whole);
      block(fn, tail, 0, tail, 0, MathKernels.STEP, temp);
      System.arraycopy(tail, 0, y, yo + whole, n - whole);
    }
  }

  private static void block(UnaryFn fn, float[] y, int yo, float[] x, int xo, int n, float[] temp) {
    if (Lanes.PLAIN && PlainKernels.apply(fn, y, yo, x, xo, n)) {
      return;
    }
    switch (fn) {
      case ELU -> elu(y, yo, x, xo, n, temp);
      case RELU -> relu(y, yo, x, xo, n);
      case GELU -> gelu(y, yo, x, xo, n, temp);
      case GELU_TANH -> geluTanh(y, yo, x, xo, n, temp);
      case SILU -> silu(y, yo, x, xo, n, temp);
      case SOFTPLUS -> softplus(y, yo, x, xo, n, temp);
      case TANH -> tanh(y, yo, x, xo, n, temp);
      case SIGMOID -> sigmoid(y, yo, x, xo, n, temp);
      case EXP -> MathKernels.exp(y, yo, x, xo, n);
      case LOG -> LogKernels.log(y, yo, x, xo, n);
      case SIN -> SineKernels.sine(y, yo, x, xo, n, 0, temp);
      case COS -> SineKernels.sine(y, yo, x, xo, n, 1, temp);
      case SQRT, RSQRT, ABS, NEG, SQUARE, RECIPROCAL ->
          ArithmeticKernels.apply(fn, y, yo, x, xo, n);
      default -> throw new IllegalStateException("simd: no kernel for " + fn);
    }
  }

  private static void elu(float[] y, int yo, float[] x, int xo, int n, float[] temp) {
    MathKernels.expm1(temp, 0, x, xo, n);
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xo + i);
      FloatVector e = FloatVector.fromArray(F, temp, i);
      e.blend(v, v.compare(VectorOperators.GT, 0f)).intoArray(y, yo + i);
    }
  }

  private static void relu(float[] y, int yo, float[] x, int xo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, x, xo + i).max(0f).intoArray(y, yo + i);
    }
  }

  static void sigmoid(float[] y, int yo, float[] x, int xo, int n, float[] temp) {
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, x, xo + i).neg().intoArray(temp, i);
    }
    MathKernels.exp(temp, 0, temp, 0, n);
    for (int i = 0; i < n; i += L) {
      FloatVector one = FloatVector.broadcast(F, 1f);
      one.div(FloatVector.fromArray(F, temp, i).add(1f)).intoArray(y, yo + i);
    }
  }

  /// x·σ(x) = x/(1 + e⁻ˣ).
  private static void silu(float[] y, int yo, float[] x, int xo, int n, float[] temp) {
    sigmoid(temp, 0, x, xo, n, temp);
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, x, xo + i)
          .mul(FloatVector.fromArray(F, temp, i))
          .intoArray(y, yo + i);
    }
  }

  /// x·σ(2u), see [UnaryFn#GELU_TANH].
  private static void geluTanh(float[] y, int yo, float[] x, int xo, int n, float[] temp) {
    geluArgument(temp, x, xo, n);
    sigmoid(temp, 0, temp, 0, n, temp);
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, x, xo + i)
          .mul(FloatVector.fromArray(F, temp, i))
          .intoArray(y, yo + i);
    }
  }

  /// temp = 2u = 2·√(2/π)·(x + 0.044715·x³).
  private static void geluArgument(float[] temp, float[] x, int xo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xo + i);
      FloatVector cubic = v.mul(GELU_CUBIC).mul(v).add(1f);
      v.mul(TWO_SQRT_2_PI).mul(cubic).intoArray(temp, i);
    }
  }

  /// max(x, 0) + log(1 + exp(−|x|)).
  private static void softplus(float[] y, int yo, float[] x, int xo, int n, float[] temp) {
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, x, xo + i).abs().neg().intoArray(temp, i);
    }
    MathKernels.exp(temp, 0, temp, 0, n);
    LogKernels.log1p(temp, 0, temp, 0, n);
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, x, xo + i)
          .max(0f)
          .add(FloatVector.fromArray(F, temp, i))
          .intoArray(y, yo + i);
    }
  }

  /// The derivative σ + x·σ·(1 − σ) of x·σ(x) goes to `temp`.
  static void siluSlope(float[] temp, float[] x, int xo, int n) {
    sigmoid(temp, 0, x, xo, n, temp);
    for (int i = 0; i < n; i += L) {
      FloatVector one = FloatVector.broadcast(F, 1f);
      FloatVector s = FloatVector.fromArray(F, temp, i);
      FloatVector.fromArray(F, x, xo + i).mul(one.sub(s)).add(1f).mul(s).intoArray(temp, i);
    }
  }

  /// The derivative σ + x·σ·(1 − σ)·2u′ of x·σ(2u) goes to `temp`. Where x² is large σ·(1 − σ) is
  /// 0; the bound keeps x² finite.
  static void geluTanhSlope(float[] temp, float[] x, int xo, int n) {
    geluArgument(temp, x, xo, n);
    sigmoid(temp, 0, temp, 0, n, temp);
    for (int i = 0; i < n; i += L) {
      FloatVector one = FloatVector.broadcast(F, 1f);
      FloatVector v = FloatVector.fromArray(F, x, xo + i);
      FloatVector s = FloatVector.fromArray(F, temp, i);
      FloatVector slope = v.mul(v).min(1e8f).mul(3 * GELU_CUBIC).add(1f).mul(TWO_SQRT_2_PI);
      s.add(v.mul(s).mul(one.sub(s)).mul(slope)).intoArray(temp, i);
    }
  }

  /// With e = exp(−2|x|) − 1, which lies in (−1, 0], tanh |x| = −e / (e + 2).
  static void tanh(float[] y, int yo, float[] x, int xo, int n, float[] temp) {
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, x, xo + i).abs().mul(-2f).intoArray(temp, i);
    }
    MathKernels.expm1(temp, 0, temp, 0, n);
    for (int i = 0; i < n; i += L) {
      FloatVector e = FloatVector.fromArray(F, temp, i);
      IntVector magnitude = e.neg().div(e.add(2f)).reinterpretAsInts();
      IntVector sign = FloatVector.fromArray(F, x, xo + i).reinterpretAsInts().and(0x80000000);
      magnitude.or(sign).reinterpretAsFloats().intoArray(y, yo + i);
    }
  }

  /// x·Φ(x).
  private static void gelu(float[] y, int yo, float[] x, int xo, int n, float[] temp) {
    bell(temp, x, xo, n);
    normal(temp, x, xo, n);
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, x, xo + i)
          .mul(FloatVector.fromArray(F, temp, i))
          .intoArray(y, yo + i);
    }
  }

  /// The derivative of x·Φ(x), Φ(x) + x·φ(x), goes to `temp`, whose floats from `half` on are used
  /// as well.
  static void geluSlope(float[] temp, int half, float[] x, int xo, int n) {
    bell(temp, x, xo, n);
    for (int i = 0; i < n; i += L) {
      FloatVector density =
          FloatVector.fromArray(F, x, xo + i).mul(FloatVector.fromArray(F, temp, i));
      density.mul(INV_SQRT_2PI).intoArray(temp, half + i);
    }
    normal(temp, x, xo, n);
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, temp, i)
          .add(FloatVector.fromArray(F, temp, half + i))
          .intoArray(temp, i);
    }
  }

  /// temp = exp(−x²/2).
  private static void bell(float[] temp, float[] x, int xo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xo + i);
      v.mul(-0.5f).mul(v).intoArray(temp, i);
    }
    MathKernels.exp(temp, 0, temp, 0, n);
  }

  /// Replaces exp(−x²/2) in `bell` by Φ(x). Φ(−|x|) = ½ erfc(z) with z = |x|/√2, and erfc(z) =
  /// exp(−z²)·t·p(t) with t = 1/(1 + z/2), p a minimax polynomial of relative error 4.3e-8 for z ≤
  /// 10.
  private static void normal(float[] bell, float[] x, int xo, int n) {
    for (int i = 0; i < n; i += L) {
      FloatVector v = FloatVector.fromArray(F, x, xo + i);
      FloatVector one = FloatVector.broadcast(F, 1f);
      FloatVector t = one.div(v.abs().mul(SQRT_EIGHTH).add(1f));
      FloatVector p = FloatVector.broadcast(F, -0.059068948f);
      p = p.fma(t, FloatVector.broadcast(F, 0.2845749f));
      p = p.fma(t, FloatVector.broadcast(F, -0.4871998f));
      p = p.fma(t, FloatVector.broadcast(F, 0.27806702f));
      p = p.fma(t, FloatVector.broadcast(F, -0.02662557f));
      p = p.fma(t, FloatVector.broadcast(F, 0.20268683f));
      p = p.fma(t, FloatVector.broadcast(F, 0.24310377f));
      p = p.fma(t, FloatVector.broadcast(F, 0.2823753f));
      p = p.fma(t, FloatVector.broadcast(F, 0.28208643f));
      FloatVector below = FloatVector.fromArray(F, bell, i).mul(0.5f).mul(t).mul(p);
      below.blend(one.sub(below), v.compare(VectorOperators.GT, 0f)).intoArray(bell, i);
    }
  }
}
