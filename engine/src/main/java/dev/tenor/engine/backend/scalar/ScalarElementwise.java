package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.Broadcast;
import dev.tenor.engine.backend.Elementwise;
import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.engine.random.Philox;

/// Maps over elements.
public final class ScalarElementwise implements Elementwise<HostBuffer> {
  private static final double SQRT_HALF = Math.sqrt(0.5);
  private static final double INV_SQRT_2PI = 1 / Math.sqrt(2 * Math.PI);
  private static final double TWO_SQRT_2_PI = 2 * Math.sqrt(2 / Math.PI);
  private static final double GELU_CUBIC = 0.044715;

  @Override
  public void unary(UnaryFn fn, HostBuffer y, HostBuffer x, int n) {
    for (int i = 0; i < n; i++) {
      y.set(i, value(fn, x.get(i)));
    }
  }

  static double value(UnaryFn fn, double x) {
    return switch (fn) {
      case ELU -> x > 0 ? x : StrictMath.expm1(x);
      case RELU -> Math.max(x, 0);
      case GELU -> x * normal(x);
      case GELU_TANH -> x * sigmoid(geluArgument(x));
      case SILU -> x * sigmoid(x);
      case SOFTPLUS -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
      case TANH -> StrictMath.tanh(x);
      case SIGMOID -> sigmoid(x);
      case EXP -> StrictMath.exp(x);
      case LOG -> StrictMath.log(x);
      case SQRT -> Math.sqrt(x);
      case RSQRT -> 1 / Math.sqrt(x);
      case ABS -> Math.abs(x);
      case NEG -> -x;
      case SQUARE -> x * x;
      case RECIPROCAL -> 1 / x;
      case SIN -> StrictMath.sin(x);
      case COS -> StrictMath.cos(x);
    };
  }

  @Override
  public void unaryBackward(
      UnaryFn fn, HostBuffer dx, HostBuffer dy, HostBuffer x, HostBuffer y, int n) {
    for (int i = 0; i < n; i++) {
      dx.set(i, dy.get(i) * slope(fn, x.get(i), y.get(i)));
    }
  }

  static double slope(UnaryFn fn, double x, double y) {
    return switch (fn) {
      case ELU -> x > 0 ? 1 : y + 1;
      case RELU -> x > 0 ? 1 : 0;
      case GELU -> normal(x) + x * INV_SQRT_2PI * StrictMath.exp(-0.5 * x * x);
      case GELU_TANH -> {
        double s = sigmoid(geluArgument(x));
        yield s + x * s * (1 - s) * TWO_SQRT_2_PI * (1 + 3 * GELU_CUBIC * x * x);
      }
      case SILU -> sigmoid(x) * (1 + x * (1 - sigmoid(x)));
      case SOFTPLUS -> sigmoid(x);
      case TANH -> 1 - y * y;
      case SIGMOID -> y * (1 - y);
      case EXP -> y;
      case LOG -> 1 / x;
      case SQRT -> 0.5 / y;
      case RSQRT -> -0.5 * y * y * y;
      case ABS -> Math.signum(x);
      case NEG -> -1;
      case SQUARE -> 2 * x;
      case RECIPROCAL -> -y * y;
      case SIN -> StrictMath.cos(x);
      case COS -> -StrictMath.sin(x);
    };
  }

  /// 2u of GELU's approximation: ½(1 + tanh u) = σ(2u).
  private static double geluArgument(double x) {
    return TWO_SQRT_2_PI * (x + GELU_CUBIC * x * x * x);
  }

  static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  /// The standard normal distribution function.
  private static double normal(double x) {
    return 0.5 * (1 + erf(x * SQRT_HALF));
  }

  /// erf(x) = 2/√π · exp(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n+1)): all terms have one sign, so nothing
  /// cancels (Abramowitz and Stegun 7.1.6).
  private static double erf(double x) {
    if (Double.isNaN(x) || Math.abs(x) > 6) {
      return Double.isNaN(x) ? x : Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
  }

  @Override
  public void binary(BinaryFn fn, HostBuffer y, HostBuffer a, HostBuffer b, int n) {
    binaryBroadcast(fn, y, a, b, 1, 1, n);
  }

  @Override
  public void binaryBroadcast(
      BinaryFn fn, HostBuffer y, HostBuffer a, HostBuffer b, int outer, int axis, int inner) {
    for (int o = 0; o < outer; o++) {
      for (int j = 0; j < axis; j++) {
        int row = (o * axis + j) * inner;
        for (int i = 0; i < inner; i++) {
          y.set(row + i, value(fn, a.get(row + i), b.get(o * inner + i)));
        }
      }
    }
  }

  private static float value(BinaryFn fn, float a, float b) {
    return switch (fn) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case POW -> (float) power(a, b);
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case PRELU -> a > 0 ? a : b * a;
      case GREATER -> a > b ? 1 : 0;
      case GREATER_EQUAL -> a >= b ? 1 : 0;
      case LESS -> a < b ? 1 : 0;
      case LESS_EQUAL -> a <= b ? 1 : 0;
      case EQUAL -> a == b ? 1 : 0;
      case NOT_EQUAL -> a == b ? 0 : 1;
    };
  }

  /// C's power, see [BinaryFn#POW].
  private static double power(double a, double b) {
    boolean one = a == 1 || a == -1 && Double.isInfinite(b);
    return one ? 1 : StrictMath.pow(a, b);
  }

  @Override
  public void binaryStrided(
      BinaryFn fn, HostBuffer y, HostBuffer a, HostBuffer b, Broadcast shape) {
    for (int i = 0; i < shape.numel(); i++) {
      y.set(i, value(fn, a.get(shape.place(0, i)), b.get(shape.place(1, i))));
    }
  }

  @Override
  public void binaryGradient(
      BinaryFn fn,
      int side,
      HostBuffer d,
      HostBuffer dy,
      HostBuffer a,
      HostBuffer b,
      Broadcast shape) {
    for (int i = 0; i < shape.numel(); i++) {
      double x = a.get(shape.place(0, i));
      double z = b.get(shape.place(1, i));
      d.set(i, dy.get(i) * (side == 0 ? slopeOfA(fn, x, z) : slopeOfB(fn, x, z)));
    }
  }

  private static double slopeOfA(BinaryFn fn, double a, double b) {
    return switch (fn) {
      case ADD, SUB -> 1;
      case MUL -> b;
      case DIV -> 1 / b;
      case POW -> b == 0 ? 0 : b * power(a, b - 1);
      case MIN -> larger(b, a);
      case MAX -> larger(a, b);
      case PRELU -> a > 0 ? 1 : b;
      case GREATER, GREATER_EQUAL, LESS, LESS_EQUAL, EQUAL, NOT_EQUAL -> throw noSlope(fn);
    };
  }

  private static double slopeOfB(BinaryFn fn, double a, double b) {
    return switch (fn) {
      case ADD -> 1;
      case SUB -> -1;
      case MUL -> a;
      case DIV -> -a / b / b;
      case POW -> a == 0 && b >= 0 ? 0 : power(a, b) * StrictMath.log(a);
      case MIN -> larger(a, b);
      case MAX -> larger(b, a);
      case PRELU -> a > 0 ? 0 : a;
      case GREATER, GREATER_EQUAL, LESS, LESS_EQUAL, EQUAL, NOT_EQUAL -> throw noSlope(fn);
    };
  }

  /// The slope of max(a, b) in a: ½ where they are equal, 1 where one is NaN.
  private static double larger(double a, double b) {
    return a < b ? 0 : a == b ? 0.5 : 1;
  }

  private static IllegalArgumentException noSlope(BinaryFn fn) {
    return new IllegalArgumentException("scalar: no gradient goes through " + fn.label());
  }

  @Override
  public void choose(HostBuffer y, HostBuffer mask, HostBuffer a, HostBuffer b, Broadcast shape) {
    for (int i = 0; i < shape.numel(); i++) {
      boolean first = mask.get(shape.place(0, i)) != 0;
      y.set(i, first ? a.get(shape.place(1, i)) : b.get(shape.place(2, i)));
    }
  }

  @Override
  public void scale(HostBuffer y, HostBuffer x, float alpha, int n) {
    for (int i = 0; i < n; i++) {
      y.set(i, alpha * x.get(i));
    }
  }

  @Override
  public void axpy(HostBuffer y, float alpha, HostBuffer x, int n) {
    for (int i = 0; i < n; i++) {
      y.add(i, (double) alpha * x.get(i));
    }
  }

  @Override
  public void clamp(HostBuffer y, HostBuffer x, float low, float high, int n) {
    for (int i = 0; i < n; i++) {
      y.set(i, Math.min(Math.max(x.get(i), low), high));
    }
  }

  @Override
  public void clampBackward(
      HostBuffer dx, HostBuffer dy, HostBuffer x, float low, float high, int n) {
    for (int i = 0; i < n; i++) {
      dx.set(i, x.get(i) >= low && x.get(i) <= high ? dy.get(i) : 0f);
    }
  }

  @Override
  public void dropout(HostBuffer y, HostBuffer x, float p, long seed, long stream, int n) {
    int threshold = Math.round(p * 65536);
    float scale = 1 / (1 - p);
    int[] words = new int[4];
    for (int i = 0; i < n; i++) {
      if ((i & 7) == 0) {
        Philox.block(seed, stream, i >> 3, words);
      }
      int word = words[(i >> 1) & 3];
      int bits = (i & 1) == 0 ? word & 0xFFFF : word >>> 16;
      y.set(i, bits >= threshold ? x.get(i) * scale : 0f);
    }
  }
}
