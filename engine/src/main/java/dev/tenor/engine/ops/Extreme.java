package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Broadcast;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.IndexGeometry;
import dev.tenor.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// The maximum over some axes, or the minimum; NaN if there is one. The gradient goes to the first
/// of equal elements in row-major order.
///
/// Neighbouring axes count as one; several are left out one after the other, from the last on.
/// Saves the place of the extreme along each.
record Extreme(Axes axes, boolean largest) implements Op {
  @Override
  public String name() {
    return largest ? "max" : "min";
  }

  @Override
  public Shape infer(List<Shape> in) {
    axes.requireElements(name(), in.get(0));
    return axes.result(name(), in.get(0));
  }

  /// The steps, in their order: each leaves out the `axis` of [outer, axis, inner].
  private List<IndexGeometry> steps(OpContext c) {
    Shape x = c.inShape(0);
    Broadcast g = Broadcast.of(x.toArray(), axes.kept(name(), x).toArray());
    List<IndexGeometry> steps = new ArrayList<>();
    int inner = 1;
    int outer = g.numel();
    for (int i = g.rank() - 1; i >= 0; i--) {
      outer = outer == 0 ? 0 : outer / g.dim(i);
      if (g.stride(0, i) == 0) {
        steps.add(new IndexGeometry(outer, g.dim(i), 1, inner));
      } else {
        inner *= g.dim(i);
      }
    }
    return steps;
  }

  @Override
  public void forward(OpContext c) {
    List<IndexGeometry> steps = steps(c);
    Buffer from = c.in(0);
    for (int i = 0; i < steps.size(); i++) {
      IndexGeometry g = steps.get(i);
      Buffer to = i == steps.size() - 1 ? c.out() : c.scratch(g.taken());
      Buffer places = c.save(g.taken());
      c.backend().reductions().extreme(to, places, from, largest, g.outer(), g.axis(), g.inner());
      from = to;
    }
    if (steps.isEmpty()) {
      c.backend().memory().copy(c.out(), from, c.outShape().numel());
    }
  }

  @Override
  public void backward(OpContext c) {
    List<IndexGeometry> steps = steps(c);
    Buffer from = c.gradOut();
    for (int i = steps.size() - 1; i >= 0; i--) {
      IndexGeometry g = steps.get(i);
      Buffer to = i == 0 ? c.gradIn(0) : c.scratch(g.source());
      c.backend().memory().fill(to, 0, g.source());
      c.backend().indexing().gatherBackwardAccumulate(to, from, c.saved(i), g);
      from = to;
    }
    if (steps.isEmpty()) {
      c.backend().memory().copy(c.gradIn(0), from, c.outShape().numel());
    }
  }
}
