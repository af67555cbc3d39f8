package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The axes in another order: dim i of the output is dim `axes.get(i)` of the input.
record Permute(List<Integer> axes) implements Op {
  @Override
  public String name() {
    return "permute";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape x = in.get(0);
    boolean each = axes.stream().sorted().toList().equals(identity(x.rank()));
    Checks.that(each, name(), () -> "axes " + axes + " do not name each axis of " + x + " once");
    return Shape.of(axes.stream().mapToInt(x::dim).toArray());
  }

  private static List<Integer> identity(int rank) {
    return IntStream.range(0, rank).boxed().toList();
  }

  @Override
  public void forward(OpContext c) {
    int[] order = axes.stream().mapToInt(Integer::intValue).toArray();
    c.backend().permute(c.out(), c.in(0), c.inShape(0), order);
  }

  @Override
  public void backward(OpContext c) {
    int[] inverse = new int[axes.size()];
    Arrays.setAll(inverse, axes::indexOf);
    c.backend().permute(c.gradIn(0), c.gradOut(), c.outShape(), inverse);
  }
}
