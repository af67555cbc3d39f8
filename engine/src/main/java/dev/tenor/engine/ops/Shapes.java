package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.autograd.ShapeException;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Other shapes of the same elements, made of [Ops#reshape], [Ops#concat], [Ops#narrow] and
/// [Ops#permute]. Axes count from the end if negative. Tensors are contiguous, so all of them copy.
/// As all ops, see [Ops].
public final class Shapes {
  private Shapes() {}

  /// x without an `axis` of length 1; `[1]` stays.
  public static Tensor squeeze(Pass pass, Tensor x, int axis) {
    Checks.that(
        x.shape().dim(axis) == 1,
        "squeeze",
        () -> "axis " + axis + " of " + x.shape() + " has not length 1");
    return Ops.reshape(pass, x, x.shape().without(axis));
  }

  /// x with a new axis of length 1, which is `axis` of the result.
  public static Tensor unsqueeze(Pass pass, Tensor x, int axis) {
    int rank = x.shape().rank() + 1;
    int at = axis < 0 ? axis + rank : axis;
    Checks.that(
        at >= 0 && at < rank && rank <= Shape.MAX_RANK,
        "unsqueeze",
        () -> x.shape() + " gets no new axis " + axis + "; a tensor has at most 5");
    List<Integer> dims = new ArrayList<>(dims(x.shape()));
    dims.add(at, 1);
    return Ops.reshape(pass, x, shape(dims));
  }

  /// The axes from `first` on joined to one: [B,H,W,C] from 1 on → [B,H·W·C]. Images are channels
  /// last, so the order of the features is not PyTorch's.
  public static Tensor flatten(Pass pass, Tensor x, int first) {
    int at = x.shape().axis(first);
    List<Integer> dims = new ArrayList<>(dims(x.shape()).subList(0, at));
    dims.add(x.shape().dim(at) * x.shape().inner(at));
    return Ops.reshape(pass, x, shape(dims));
  }

  /// x with axes a and b exchanged.
  public static Tensor transpose(Pass pass, Tensor x, int a, int b) {
    int[] axes = IntStream.range(0, x.shape().rank()).toArray();
    axes[x.shape().axis(a)] = x.shape().axis(b);
    axes[x.shape().axis(b)] = x.shape().axis(a);
    return Ops.permute(pass, x, axes);
  }

  /// Tensors of one shape along a new axis, which is `axis` of the result.
  public static Tensor stack(Pass pass, int axis, Tensor... parts) {
    Tensor[] rows = new Tensor[parts.length];
    for (int i = 0; i < parts.length; i++) {
      Checks.same("stack", parts[0].shape(), parts[i].shape());
      rows[i] = unsqueeze(pass, parts[i], axis);
    }
    return Ops.concat(pass, axis, rows);
  }

  /// Parts of the given lengths along `axis`, one after the other.
  ///
  /// @throws ShapeException unless the lengths add up to the axis
  public static List<Tensor> split(Pass pass, Tensor x, int axis, int... lengths) {
    Checks.that(
        Arrays.stream(lengths).sum() == x.shape().dim(axis),
        "split",
        () -> "lengths " + Arrays.toString(lengths) + " are not axis " + axis + " of " + x.shape());
    List<Tensor> parts = new ArrayList<>();
    int start = 0;
    for (int length : lengths) {
      parts.add(Ops.narrow(pass, x, axis, start, length));
      start += length;
    }
    return parts;
  }

  /// `count` parts of equal length along `axis`, the last one shorter if need be; fewer parts where
  /// the axis is too short.
  public static List<Tensor> chunk(Pass pass, Tensor x, int axis, int count) {
    Checks.that(count > 0, "chunk", () -> count + " parts are too few");
    int n = x.shape().dim(axis);
    int length = Math.max(1, Math.ceilDiv(n, count));
    List<Tensor> parts = new ArrayList<>();
    for (int start = 0; start < n; start += length) {
      parts.add(Ops.narrow(pass, x, axis, start, Math.min(length, n - start)));
    }
    return parts;
  }

  /// `axis` in reverse order.
  public static Tensor flip(Pass pass, Tensor x, int axis) {
    int n = x.shape().dim(axis);
    float[] ids = new float[n];
    for (int i = 0; i < n; i++) {
      ids[i] = n - 1 - i;
    }
    return Indexing.indexSelect(pass, x, axis, pass.constant(Shape.of(n), ids));
  }

  /// `axis` with `before` and `after` more elements of `value`.
  public static Tensor pad(Pass pass, Tensor x, int axis, int before, int after, float value) {
    return pass.apply(new Pad(axis, before, after, value), x);
  }

  /// x repeated along axes of length 1 and missing leading ones until it has `shape`, as PyTorch's
  /// `expand`; the gradient is summed over the repeats.
  public static Tensor broadcastTo(Pass pass, Tensor x, Shape shape) {
    return pass.apply(new BroadcastTo(shape), x);
  }

  /// x `times` times one after the other along `axis`.
  public static Tensor repeat(Pass pass, Tensor x, int axis, int times) {
    Shape from = x.shape();
    int inner = from.dim(axis) * from.inner(axis);
    Tensor rows = Ops.reshape(pass, x, Shape.of(from.outer(axis), 1, inner));
    Tensor many = broadcastTo(pass, rows, Shape.of(from.outer(axis), times, inner));
    return Ops.reshape(pass, many, from.with(axis, from.dim(axis) * times));
  }

  private static List<Integer> dims(Shape shape) {
    return Arrays.stream(shape.toArray()).boxed().toList();
  }

  private static Shape shape(List<Integer> dims) {
    return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
  }
}
