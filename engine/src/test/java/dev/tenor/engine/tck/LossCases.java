package dev.tenor.engine.tck;

import static dev.tenor.engine.tck.OpCase.Kind.LABELS;

import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.tensor.Shape;

/// Losses. See [OpCases].
final class LossCases extends CaseList {
  @Override
  void fill() {
    crossEntropy();
  }

  private void crossEntropy() {
    for (int[] x : new int[][] {{32, 4}, {1, 2}, {7, 19}}) {
      add("cross_entropy" + Shape.of(x), (p, in) -> Losses.crossEntropy(p, in[0], in[1]))
          .variable(x)
          .in(LABELS, x[0]);
    }
  }
}
