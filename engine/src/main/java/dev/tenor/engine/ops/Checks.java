package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.ShapeException;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Shape checks. Every message names the op, both values and what differs.
final class Checks {
  private Checks() {}

  static void rank(String op, String what, Shape shape, int rank) {
    if (shape.rank() != rank) {
      throw new ShapeException(
          op + ": " + what + " " + shape + " has rank " + shape.rank() + ", not " + rank);
    }
  }

  static void minRank(String op, String what, Shape shape, int rank) {
    if (shape.rank() < rank) {
      throw new ShapeException(
          op
              + ": "
              + what
              + " "
              + shape
              + " has rank "
              + shape.rank()
              + ", not "
              + rank
              + " or more");
    }
  }

  /// The inner dims of a product must be equal.
  static void innerDims(String op, Shape a, int k, Shape b, int l) {
    if (k != l) {
      throw new ShapeException(
          op + ": " + a + " x " + b + " — inner dims " + k + " and " + l + " differ");
    }
  }

  static void same(String op, Shape a, Shape b) {
    if (!a.equals(b)) {
      throw new ShapeException(op + ": shapes " + a + " and " + b + " differ");
    }
  }

  /// The common shape of operands that are repeated along axes of length 1 or missing ones.
  static Shape broadcast(String op, Shape... shapes) {
    int rank = 1;
    for (Shape shape : shapes) {
      rank = Math.max(rank, shape.rank());
    }
    int[] dims = new int[rank];
    Arrays.fill(dims, 1);
    for (Shape shape : shapes) {
      for (int i = 1; i <= shape.rank(); i++) {
        int dim = shape.dim(-i);
        int at = rank - i;
        if (dim != 1 && dims[at] != 1 && dim != dims[at]) {
          throw new ShapeException(
              op
                  + ": shapes "
                  + Arrays.stream(shapes).map(Shape::toString).collect(Collectors.joining(" and "))
                  + " do not broadcast: axis -"
                  + i
                  + " has "
                  + dims[at]
                  + " and "
                  + dim
                  + ", which must be equal, or one of them 1");
        }
        dims[at] = dim == 1 ? dims[at] : dim;
      }
    }
    return Shape.of(dims);
  }

  /// `shape` must be exactly `expected`.
  static void shape(String op, String what, Shape shape, Shape expected) {
    if (!shape.equals(expected)) {
      throw new ShapeException(op + ": " + what + " is " + shape + ", not " + expected);
    }
  }

  /// The same for `what`, whose shape follows from that of an input.
  static void shape(String op, String what, Shape input, Shape shape, Shape expected) {
    if (!shape.equals(expected)) {
      shape(op, what + " for input " + input, shape, expected);
    }
  }

  /// An input that the op cannot differentiate must not expect a gradient.
  static void noGradient(String op, String what, Tensor tensor) {
    if (tensor.requiresGrad()) {
      throw new IllegalArgumentException(
          op + ": " + what + " " + tensor.shape() + " requires a gradient, but there is none");
    }
  }

  /// @param problem put into words only if there is one
  static void that(boolean condition, String op, Supplier<String> problem) {
    if (!condition) {
      throw new ShapeException(op + ": " + problem.get());
    }
  }
}
