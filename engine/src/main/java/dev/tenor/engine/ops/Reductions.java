package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Functions that leave axes out: sums, means, extremes. `axes` count from the end if negative, and
/// none of them means all. With `keepDims` they stay with length 1, so that the result broadcasts
/// with the input; otherwise they are gone, and a result without axes has the shape `[1]`. As all
/// ops, see [Ops].
///
/// Sums have a fixed order, and are the same for any number of threads.
public final class Reductions {
  private Reductions() {}

  /// The sum of all elements, `[1]`.
  public static Tensor sum(Pass pass, Tensor x) {
    return sum(pass, x, false);
  }

  /// The sum over `axes`; 0 over no elements.
  public static Tensor sum(Pass pass, Tensor x, boolean keepDims, int... axes) {
    return pass.apply(new Sum(Axes.of(keepDims, axes), false), x);
  }

  /// The mean of all elements, `[1]`.
  public static Tensor mean(Pass pass, Tensor x) {
    return mean(pass, x, false);
  }

  /// The mean over `axis` (from the end if negative), which the result no longer has.
  public static Tensor mean(Pass pass, Tensor x, int axis) {
    return pass.apply(new Mean(axis), x);
  }

  /// The mean over `axes`.
  public static Tensor mean(Pass pass, Tensor x, boolean keepDims, int... axes) {
    return pass.apply(new Sum(Axes.of(keepDims, axes), true), x);
  }

  /// The largest element, `[1]`.
  public static Tensor max(Pass pass, Tensor x) {
    return max(pass, x, false);
  }

  /// The largest element over `axes`; NaN if there is one. The gradient goes to the first of equal
  /// ones in row-major order (PyTorch's `max(dim)` names one as well, its `amax` shares).
  public static Tensor max(Pass pass, Tensor x, boolean keepDims, int... axes) {
    return pass.apply(new Extreme(Axes.of(keepDims, axes), true), x);
  }

  /// The smallest element, `[1]`.
  public static Tensor min(Pass pass, Tensor x) {
    return min(pass, x, false);
  }

  /// The smallest element over `axes`; otherwise as [#max].
  public static Tensor min(Pass pass, Tensor x, boolean keepDims, int... axes) {
    return pass.apply(new Extreme(Axes.of(keepDims, axes), false), x);
  }

  /// The place of the largest element along `axis`, which the result no longer has: 0 … n − 1 as a
  /// float, the first of equal ones. A constant.
  public static Tensor argmax(Pass pass, Tensor x, int axis) {
    return pass.apply(new ArgExtreme(axis, true), x);
  }

  /// The place of the smallest element along `axis`, likewise.
  public static Tensor argmin(Pass pass, Tensor x, int axis) {
    return pass.apply(new ArgExtreme(axis, false), x);
  }

  /// The variance over `axes`, Σ (x − mean)² / n, or with `unbiased` / (n − 1) (then NaN for n =
  /// 1): PyTorch's default is unbiased. Computed in two passes over x, the mean first.
  public static Tensor variance(
      Pass pass, Tensor x, boolean unbiased, boolean keepDims, int... axes) {
    Tensor deviation = Ops.subtract(pass, x, mean(pass, x, true, axes));
    Tensor squares = sum(pass, Ops.square(pass, deviation), keepDims, axes);
    int n = Axes.of(keepDims, axes).count(x.shape());
    return Ops.scale(pass, squares, 1f / (unbiased ? n - 1 : n));
  }

  /// The standard deviation over `axes`, the root of [#variance]; its gradient is infinite at 0.
  public static Tensor std(Pass pass, Tensor x, boolean unbiased, boolean keepDims, int... axes) {
    return Ops.sqrt(pass, variance(pass, x, unbiased, keepDims, axes));
  }

  /// The Euclidean norm √Σ x² over `axes`; its gradient at 0 is 0.
  public static Tensor norm(Pass pass, Tensor x, boolean keepDims, int... axes) {
    return pass.apply(new Norm(Axes.of(keepDims, axes)), x);
  }

  /// log Σ eˣ over `axes`, computed with the maximum taken out so that nothing overflows.
  public static Tensor logSumExp(Pass pass, Tensor x, boolean keepDims, int... axes) {
    Tensor largest = Ops.detach(pass, max(pass, x, true, axes));
    Tensor shift = Ops.clamp(pass, largest, -Float.MAX_VALUE, Float.MAX_VALUE); // ∞ − ∞ is NaN
    Tensor total = sum(pass, Ops.exp(pass, Ops.subtract(pass, x, shift)), true, axes);
    Tensor result = Ops.add(pass, Ops.log(pass, total), shift);
    Shape shape = Axes.of(keepDims, axes).result("log_sum_exp", x.shape());
    return shape.equals(result.shape()) ? result : Ops.reshape(pass, result, shape);
  }

  /// The sums along `axis` up to each element, that one included; x's shape.
  public static Tensor cumulativeSum(Pass pass, Tensor x, int axis) {
    return pass.apply(new CumulativeSum(axis), x);
  }
}
