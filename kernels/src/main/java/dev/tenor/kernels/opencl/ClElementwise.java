package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.Broadcast;
import dev.tenor.engine.backend.Elementwise;
import dev.tenor.engine.backend.UnaryFn;

/// Maps over elements: `elementwise.cl`.
final class ClElementwise implements Elementwise<ClBuffer> {
  private static final String FAMILY = "elementwise";
  private final ClResources cl;
  private final ClBroadcast broadcast;

  ClElementwise(ClResources cl) {
    this.cl = cl;
    this.broadcast = new ClBroadcast(cl);
  }

  @Override
  public void unary(UnaryFn fn, ClBuffer y, ClBuffer x, int n) {
    synchronized (cl) {
      cl.kernel(FAMILY, name(fn)).array(y).array(x).number(n).launch(cl.vectors(n));
    }
  }

  private static String name(UnaryFn fn) {
    return switch (fn) {
      case ELU -> "elu";
      case RELU -> "relu";
      case GELU -> "gelu";
      case TANH -> "tanh_map";
      case SIGMOID -> "sigmoid";
      case SILU -> "silu";
      case SOFTPLUS -> "softplus";
      case EXP -> "exp_map";
      case LOG -> "log_map";
      case SQRT -> "sqrt_map";
      case RSQRT -> "rsqrt_map";
      case ABS -> "abs_map";
      case NEG -> "negate";
      case SQUARE -> "square";
      case RECIPROCAL -> "reciprocal";
      case SIN -> "sin_map";
      case COS -> "cos_map";
      case GELU_TANH -> "gelu_tanh";
    };
  }

  @Override
  public void unaryBackward(UnaryFn fn, ClBuffer dx, ClBuffer dy, ClBuffer x, ClBuffer y, int n) {
    synchronized (cl) {
      cl.kernel(FAMILY, gradientName(fn))
          .array(dx)
          .array(dy)
          .array(x)
          .array(y)
          .number(n)
          .launch(cl.vectors(n));
    }
  }

  private static String gradientName(UnaryFn fn) {
    return switch (fn) {
      case ELU -> "elu_gradient";
      case RELU -> "relu_gradient";
      case GELU -> "gelu_gradient";
      case TANH -> "tanh_gradient";
      case SIGMOID -> "sigmoid_gradient";
      case SILU -> "silu_gradient";
      case SOFTPLUS -> "softplus_gradient";
      case EXP -> "exp_gradient";
      case LOG -> "log_gradient";
      case SQRT -> "sqrt_gradient";
      case RSQRT -> "rsqrt_gradient";
      case ABS -> "abs_gradient";
      case NEG -> "negate_gradient";
      case SQUARE -> "square_gradient";
      case RECIPROCAL -> "reciprocal_gradient";
      case SIN -> "sin_gradient";
      case COS -> "cos_gradient";
      case GELU_TANH -> "gelu_tanh_gradient";
    };
  }

  /// The kernel of a function whose operands lie in rows; null where there is none.
  private static String name(BinaryFn fn) {
    return switch (fn) {
      case ADD -> "add";
      case SUB -> "subtract";
      case MUL -> "multiply";
      default -> null;
    };
  }

  @Override
  public void binary(BinaryFn fn, ClBuffer y, ClBuffer a, ClBuffer b, int n) {
    synchronized (cl) {
      if (name(fn) == null) {
        int[] shape = {n};
        broadcast.binary(fn, y, a, b, Broadcast.of(shape, shape, shape));
        return;
      }
      cl.kernel(FAMILY, name(fn)).array(y).array(a).array(b).number(n).launch(cl.vectors(n));
    }
  }

  @Override
  public void binaryBroadcast(
      BinaryFn fn, ClBuffer y, ClBuffer a, ClBuffer b, int outer, int axis, int inner) {
    synchronized (cl) {
      if (name(fn) == null) {
        int[] shape = {outer, axis, inner};
        broadcast.binary(fn, y, a, b, Broadcast.of(shape, shape, new int[] {outer, 1, inner}));
        return;
      }
      cl.kernel(FAMILY, name(fn) + "_broadcast")
          .array(y)
          .array(a)
          .array(b)
          .number(outer * axis)
          .number(axis)
          .number(inner)
          .launch(cl.rowVectors((long) outer * axis, inner));
    }
  }

  @Override
  public void binaryStrided(BinaryFn fn, ClBuffer y, ClBuffer a, ClBuffer b, Broadcast shape) {
    synchronized (cl) {
      broadcast.binary(fn, y, a, b, shape);
    }
  }

  @Override
  public void binaryGradient(
      BinaryFn fn, int side, ClBuffer d, ClBuffer dy, ClBuffer a, ClBuffer b, Broadcast shape) {
    synchronized (cl) {
      broadcast.gradient(fn, side, d, dy, a, b, shape);
    }
  }

  @Override
  public void choose(ClBuffer y, ClBuffer mask, ClBuffer a, ClBuffer b, Broadcast shape) {
    synchronized (cl) {
      broadcast.choose(y, mask, a, b, shape);
    }
  }

  @Override
  public void scale(ClBuffer y, ClBuffer x, float alpha, int n) {
    synchronized (cl) {
      cl.kernel(FAMILY, "scale").array(y).array(x).number(alpha).number(n).launch(cl.vectors(n));
    }
  }

  @Override
  public void axpy(ClBuffer y, float alpha, ClBuffer x, int n) {
    synchronized (cl) {
      cl.kernel(FAMILY, "axpy").array(y).number(alpha).array(x).number(n).launch(cl.vectors(n));
    }
  }

  @Override
  public void clamp(ClBuffer y, ClBuffer x, float low, float high, int n) {
    synchronized (cl) {
      cl.kernel(FAMILY, "clamp_map")
          .array(y)
          .array(x)
          .number(low)
          .number(high)
          .number(n)
          .launch(cl.vectors(n));
    }
  }

  @Override
  public void clampBackward(ClBuffer dx, ClBuffer dy, ClBuffer x, float low, float high, int n) {
    synchronized (cl) {
      cl.kernel(FAMILY, "clamp_gradient")
          .array(dx)
          .array(dy)
          .array(x)
          .number(low)
          .number(high)
          .number(n)
          .launch(cl.vectors(n));
    }
  }

  @Override
  public void dropout(ClBuffer y, ClBuffer x, float p, long seed, long stream, int n) {
    synchronized (cl) {
      cl.kernel(FAMILY, "dropout")
          .array(y)
          .array(x)
          .number(threshold(p))
          .number(1 / (1 - p))
          .number(seed)
          .number(stream)
          .number(n)
          .launch(Math.ceilDiv(n, 8));
    }
  }

  /// An element drops out when its 16 random bits are below this.
  static int threshold(float p) {
    return Math.round(p * 65536);
  }
}
