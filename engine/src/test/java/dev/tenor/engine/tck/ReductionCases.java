package dev.tenor.engine.tck;

import dev.tenor.engine.ops.Reductions;

/// Ops that leave axes out. See [OpCases].
final class ReductionCases extends CaseList {
  @Override
  void fill() {
    means();
  }

  private void means() {
    for (int axis = 0; axis < 3; axis++) {
      int at = axis;
      add("mean axis " + axis, (p, in) -> Reductions.mean(p, in[0], at)).variable(3, 5, 17);
    }
    add("mean of a vector", (p, in) -> Reductions.mean(p, in[0], 0)).variable(9);
  }
}
