package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// The mean of each channel over all places: x [B,..,C] → [B,C].
record GlobalAvgPool() implements Op {
  @Override
  public String name() {
    return "global_avg_pool";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape x = in.get(0);
    Checks.minRank(name(), "input", x, 3);
    Checks.that(places(x) > 0, name(), () -> "input " + x + " has no places");
    return Shape.of(x.dim(0), x.dim(-1));
  }

  private static int places(Shape x) {
    int places = 1;
    for (int axis = 1; axis < x.rank() - 1; axis++) {
      places *= x.dim(axis);
    }
    return places;
  }

  @Override
  public void forward(OpContext c) {
    Shape x = c.inShape(0);
    int n = places(x);
    c.backend().reductions().sumAxis(c.out(), c.in(0), x.dim(0), n, x.dim(-1), 1f / n, false);
  }

  @Override
  public void backward(OpContext c) {
    Shape x = c.inShape(0);
    int n = places(x);
    c.backend()
        .reductions()
        .broadcastAxis(c.gradIn(0), c.gradOut(), x.dim(0), n, x.dim(-1), 1f / n);
  }
}
