package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.ShapeException;
import dev.tenor.engine.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/// The axes that a reduction leaves out (from the end if negative; none given: all of them), and
/// whether they stay with length 1.
record Axes(List<Integer> list, boolean keepDims) {
  static Axes of(boolean keepDims, int... axes) {
    return new Axes(Arrays.stream(axes).boxed().toList(), keepDims);
  }

  /// The shape of x with length 1 at these axes.
  ///
  /// @throws ShapeException if an axis is named twice
  Shape kept(String op, Shape x) {
    int[] dims = x.toArray();
    if (list.isEmpty()) {
      Arrays.fill(dims, 1);
    }
    boolean[] named = new boolean[dims.length];
    for (int axis : list) {
      int at = x.axis(axis);
      Checks.that(!named[at], op, () -> "axes " + list + " name an axis of " + x + " twice");
      named[at] = true;
      dims[at] = 1;
    }
    return Shape.of(dims);
  }

  /// The shape of the result; `[1]` if no axis is left.
  Shape result(String op, Shape x) {
    Shape kept = kept(op, x);
    if (keepDims) {
      return kept;
    }
    boolean[] gone = new boolean[x.rank()];
    Arrays.fill(gone, list.isEmpty());
    list.forEach(axis -> gone[x.axis(axis)] = true);
    int[] dims = new int[x.rank()];
    int rank = 0;
    for (int i = 0; i < gone.length; i++) {
      if (!gone[i]) {
        dims[rank++] = x.dim(i);
      }
    }
    return rank == 0 ? Shape.of(1) : Shape.of(Arrays.copyOf(dims, rank));
  }

  /// How many elements of x become one.
  int count(Shape x) {
    int product = 1;
    for (int i = 0; i < x.rank(); i++) {
      int axis = i;
      boolean named = list.isEmpty() || list.stream().anyMatch(a -> x.axis(a) == axis);
      product *= named ? x.dim(i) : 1;
    }
    return product;
  }

  /// An empty set of numbers has no mean and no extremes.
  void requireElements(String op, Shape x) {
    Checks.that(
        count(x) > 0,
        op,
        () ->
            list.isEmpty()
                ? "input " + x + " is empty"
                : "axes " + list + " of " + x + " are empty");
  }
}
