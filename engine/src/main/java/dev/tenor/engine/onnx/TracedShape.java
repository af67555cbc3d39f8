package dev.tenor.engine.onnx;

import dev.tenor.engine.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;

/// The shape of a value in several runs of a network that differ in its free dims, such as the
/// batch: what varies between the runs is free in the graph.
///
/// @param each one for each run, all of one rank
public record TracedShape(List<Shape> each) {
  public TracedShape {
    each = List.copyOf(each);
    if (each.stream().mapToInt(Shape::rank).distinct().count() != 1) {
      throw new IllegalArgumentException("ranks differ with the free dims: " + each);
    }
  }

  public int rank() {
    return each.getFirst().rank();
  }

  /// `axis` as a number from 0 to rank − 1.
  public int axis(int axis) {
    return each.getFirst().axis(axis);
  }

  public boolean isFree(int axis) {
    return each.stream().mapToInt(shape -> shape.dim(axis)).distinct().count() > 1;
  }

  /// @throws IllegalArgumentException if the dim is free
  public int dim(int axis) {
    if (isFree(axis)) {
      throw new IllegalArgumentException("dim " + axis + " is free in the graph: " + each);
    }
    return each.getFirst().dim(axis);
  }

  /// Whether both dims are equal in every run.
  public boolean same(int axis, TracedShape other, int otherAxis) {
    for (int i = 0; i < each.size(); i++) {
      if (each.get(i).dim(axis) != other.each.get(i).dim(otherAxis)) {
        return false;
      }
    }
    return true;
  }

  /// All dims, of which none is free.
  ///
  /// @throws IllegalArgumentException if one is
  long[] numbers() {
    return IntStream.range(0, rank()).mapToLong(this::dim).toArray();
  }

  /// This shape as the target of ONNX's Reshape from another: a number, 0 for a free dim that stays
  /// where it is, and −1 for at most one other that is free.
  ///
  /// @throws IllegalArgumentException if more dims are free
  public long[] target(TracedShape from) {
    long[] target = new long[rank()];
    int derived = 0;
    for (int i = 0; i < target.length; i++) {
      boolean kept = i < from.rank() && same(i, from, i);
      target[i] = !isFree(i) ? dim(i) : kept ? 0 : -1;
      derived += target[i] < 0 ? 1 : 0;
    }
    if (derived > 1) {
      throw new IllegalArgumentException(
          "of the new shape more than one dim follows from the free ones: " + each);
    }
    return target;
  }

  @Override
  public String toString() {
    return each.toString();
  }
}
