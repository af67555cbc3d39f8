package dev.tenor.engine.tck;

import static dev.tenor.engine.tck.OpCase.Kind.CONSTANT;
import static dev.tenor.engine.tck.OpCase.Kind.LABELS;
import static dev.tenor.engine.tck.OpCase.Kind.POSITIVE;

import dev.tenor.engine.ops.CrossEntropyOptions;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.ops.Losses.Reduction;
import dev.tenor.engine.tensor.Shape;

/// Losses. See [OpCases].
final class LossCases extends CaseList {
  private static final CrossEntropyOptions DEFAULT = CrossEntropyOptions.DEFAULT;

  @Override
  void fill() {
    crossEntropy();
    for (Reduction reduction : Reduction.values()) {
      classes(reduction);
      regression(reduction);
    }
  }

  private void crossEntropy() {
    for (int[] x : new int[][] {{32, 4}, {1, 2}, {7, 19}}) {
      add("cross_entropy" + Shape.of(x), (p, in) -> Losses.crossEntropy(p, in[0], in[1]))
          .variable(x)
          .in(LABELS, x[0]);
    }
    add("cross_entropy of sequences", (p, in) -> Losses.crossEntropy(p, in[0], in[1]))
        .variable(3, 5, 7)
        .in(LABELS, 3, 5);
  }

  private void classes(Reduction reduction) {
    CrossEntropyOptions plain = DEFAULT.withReduction(reduction);
    String name = "cross_entropy " + reduction;
    add(name, (p, in) -> Losses.crossEntropy(p, in[0], in[1], plain))
        .variable(13, 7)
        .in(LABELS, 13);
    add(
            name + " with everything",
            (p, in) ->
                Losses.crossEntropy(
                    p,
                    in[0],
                    in[1],
                    plain.withClassWeights(in[2]).withLabelSmoothing(0.1f).withIgnoredLabel(2)))
        .variable(4, 5, 7)
        .in(LABELS, 4, 5)
        .in(POSITIVE, 7);
    add(
            name + " of probabilities",
            (p, in) ->
                Losses.crossEntropy(
                    p, in[0], in[1], plain.withClassWeights(in[2]).withLabelSmoothing(0.1f)))
        .variable(9, 7)
        .in(POSITIVE, 9, 7)
        .in(POSITIVE, 7);
    add("nll " + reduction, (p, in) -> Losses.nll(p, in[0], in[1], plain))
        .variable(5, 3)
        .in(LABELS, 5);
    add("kl " + reduction, (p, in) -> Losses.klDivergence(p, in[0], in[1], reduction))
        .variable(5, 3)
        .in(POSITIVE, 5, 3);
  }

  private void regression(Reduction reduction) {
    add("mse " + reduction, (p, in) -> Losses.mse(p, in[0], in[1], reduction))
        .variable(5, 19)
        .variable(5, 19);
    add("l1 " + reduction, (p, in) -> Losses.l1(p, in[0], in[1], reduction))
        .variable(19)
        .in(CONSTANT, 19)
        .noGradientCheck(); // a kink at 0
    add("huber " + reduction, (p, in) -> Losses.huber(p, in[0], in[1], 0.7f, reduction))
        .variable(103)
        .variable(103)
        .noGradientCheck(); // a second derivative that jumps
    add("smooth_l1 " + reduction, (p, in) -> Losses.smoothL1(p, in[0], in[1], 0.3f, reduction))
        .variable(1)
        .in(CONSTANT, 1)
        .noGradientCheck();
    add("bce " + reduction, (p, in) -> Losses.bceWithLogits(p, in[0], in[1], null, reduction))
        .variable(7, 3)
        .in(POSITIVE, 7, 3);
    add(
            "bce weighted " + reduction,
            (p, in) -> Losses.bceWithLogits(p, in[0], in[1], in[2], reduction))
        .variable(7, 3)
        .in(POSITIVE, 7, 3)
        .in(POSITIVE, 3);
  }
}
