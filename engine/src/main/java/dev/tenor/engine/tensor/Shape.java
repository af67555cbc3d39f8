package dev.tenor.engine.tensor;

import java.util.Arrays;

/// The dims of a row-major, contiguous tensor: rank 1 to 5, every dim at least 0.
public final class Shape {
  public static final int MAX_RANK = 5;

  private final int[] dims;
  private final int numel;

  private Shape(int[] dims) {
    this.dims = dims;
    this.numel = checkedNumel(dims);
  }

  /// @throws IllegalArgumentException for a rank outside 1…5, a negative dim, or more than 2³¹ − 1
  ///   elements
  public static Shape of(int... dims) {
    if (dims.length < 1 || dims.length > MAX_RANK) {
      throw new IllegalArgumentException(
          "shape " + Arrays.toString(dims) + " has rank " + dims.length + ", not 1 to " + MAX_RANK);
    }
    return new Shape(dims.clone());
  }

  /// The same for one, two or three dims, which need no copy.
  public static Shape of(int dim) {
    return new Shape(new int[] {dim});
  }

  public static Shape of(int first, int second) {
    return new Shape(new int[] {first, second});
  }

  public static Shape of(int first, int second, int third) {
    return new Shape(new int[] {first, second, third});
  }

  private static int checkedNumel(int[] dims) {
    long numel = 1;
    for (int dim : dims) {
      if (dim < 0) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(dims) + " has a negative dim");
      }
      numel *= dim;
      if (numel > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(dims) + " has more than 2^31 - 1 elements");
      }
    }
    return (int) numel;
  }

  public int rank() {
    return dims.length;
  }

  /// The dim at `axis`; a negative axis counts from the end (−1 is the last).
  public int dim(int axis) {
    return dims[axis(axis)];
  }

  /// `axis` as a number from 0 to rank − 1.
  ///
  /// @throws IllegalArgumentException if there is no such axis
  public int axis(int axis) {
    int positive = axis < 0 ? axis + dims.length : axis;
    if (positive < 0 || positive >= dims.length) {
      throw new IllegalArgumentException("axis " + axis + " is not in shape " + this);
    }
    return positive;
  }

  public int numel() {
    return numel;
  }

  /// The product of the dims before `axis`.
  public int outer(int axis) {
    int product = 1;
    for (int i = axis(axis) - 1; i >= 0; i--) {
      product *= dims[i];
    }
    return product;
  }

  /// The product of the dims after `axis`.
  public int inner(int axis) {
    int product = 1;
    for (int i = axis(axis) + 1; i < dims.length; i++) {
      product *= dims[i];
    }
    return product;
  }

  /// This shape with another dim at `axis`.
  public Shape with(int axis, int dim) {
    int[] changed = dims.clone();
    changed[axis(axis)] = dim;
    return new Shape(changed);
  }

  /// This shape without `axis`; a rank-1 shape becomes [1].
  public Shape without(int axis) {
    int gone = axis(axis);
    if (dims.length == 1) {
      return of(1);
    }
    int[] kept = new int[dims.length - 1];
    for (int i = 0, j = 0; i < dims.length; i++) {
      if (i != gone) {
        kept[j++] = dims[i];
      }
    }
    return new Shape(kept);
  }

  /// A copy of the dims.
  public int[] toArray() {
    return dims.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /// For example `[32,313,40]`.
  @Override
  public String toString() {
    return Arrays.toString(dims).replace(" ", "");
  }
}
