package dev.tenor.engine.tck;

import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Shapes;
import dev.tenor.engine.tensor.Shape;

/// Ops that move values. See [OpCases].
final class ShapeCases extends CaseList {
  @Override
  void fill() {
    shapes();
  }

  private void shapes() {
    for (int axis = 0; axis < 3; axis++) {
      int at = axis;
      add("concat axis " + axis, (p, in) -> Ops.concat(p, at, in[0], in[1], in[0]))
          .variable(2, 3, 5)
          .variable(2, 3, 5);
      add("narrow axis " + axis, (p, in) -> Ops.narrow(p, in[0], at, 1, 2)).variable(4, 5, 3);
    }
    add("permute 2-D", (p, in) -> Ops.permute(p, in[0], 1, 0)).variable(17, 5);
    add("permute 4-D", (p, in) -> Ops.permute(p, in[0], 0, 3, 1, 2)).variable(2, 5, 3, 7);
    add("permute 5-D", (p, in) -> Ops.permute(p, in[0], 4, 2, 0, 3, 1)).variable(2, 3, 2, 5, 3);
    add("pad", (p, in) -> Shapes.pad(p, in[0], 1, 2, 3, 0.5f)).variable(3, 5, 7);
    add("pad nothing", (p, in) -> Shapes.pad(p, in[0], -1, 0, 0, 1)).variable(3, 5);
    add("broadcast_to", (p, in) -> Shapes.broadcastTo(p, in[0], Shape.of(2, 3, 5, 7)))
        .variable(3, 1, 7);
    add("broadcast_to itself", (p, in) -> Shapes.broadcastTo(p, in[0], Shape.of(3, 7)))
        .variable(3, 7);
    add("repeat", (p, in) -> Shapes.repeat(p, in[0], 1, 3)).variable(2, 5, 3);
    add("flip", (p, in) -> Shapes.flip(p, in[0], 1)).variable(2, 5, 3);
    add("stack", (p, in) -> Shapes.stack(p, 1, in[0], in[1])).variable(3, 7).variable(3, 7);
    add("chunk", (p, in) -> Shapes.chunk(p, in[0], 0, 3).get(2)).variable(7, 3);
    add("reshape", (p, in) -> Ops.reshape(p, in[0], Shape.of(6, 5))).variable(2, 3, 5);
  }
}
