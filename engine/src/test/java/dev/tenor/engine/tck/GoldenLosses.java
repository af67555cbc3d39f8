package dev.tenor.engine.tck;

import dev.tenor.engine.ops.CrossEntropyOptions;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.ops.Losses.Reduction;
import java.util.Locale;

/// The cases of `golden/losses.safetensors`, written by `golden_losses.py`.
final class GoldenLosses extends GoldenTable {
  GoldenLosses() {
    super("losses");
    for (Reduction reduction : Reduction.values()) {
      String end = reduction.name().toLowerCase(Locale.ROOT);
      classes(CrossEntropyOptions.DEFAULT.withReduction(reduction), end);
      regression(reduction, end);
    }
    put("crossEntropy.fast_sequences", (p, in) -> Losses.crossEntropy(p, in[0], in[1]));
    put("nll.short", (p, in) -> Losses.nll(p, in[0], in[1]));
  }

  private void classes(CrossEntropyOptions plain, String end) {
    labels("plain", plain, end);
    labels("smooth", plain.withLabelSmoothing(0.125f), end);
    labels("ignored", plain.withIgnoredLabel(3), end);
    labels("both", plain.withLabelSmoothing(0.25f).withIgnoredLabel(1), end);
    labels("probabilities", plain.withLabelSmoothing(0.125f), end);
    put("crossEntropy.sequences_" + end, (p, in) -> Losses.crossEntropy(p, in[0], in[1], plain));
    put("nll." + end, (p, in) -> Losses.nll(p, in[0], in[1], plain.withClassWeights(in[2])));
    put("klDivergence." + end, (p, in) -> Losses.klDivergence(p, in[0], in[1], plain.reduction()));
  }

  private void labels(String name, CrossEntropyOptions options, String end) {
    put(
        "crossEntropy." + name + "_" + end,
        (p, in) -> Losses.crossEntropy(p, in[0], in[1], options));
    put(
        "crossEntropy." + name + "_weighted_" + end,
        (p, in) -> Losses.crossEntropy(p, in[0], in[1], options.withClassWeights(in[2])));
  }

  private void regression(Reduction reduction, String end) {
    put("mse." + end, (p, in) -> Losses.mse(p, in[0], in[1], reduction));
    put("l1." + end, (p, in) -> Losses.l1(p, in[0], in[1], reduction));
    put("huber." + end, (p, in) -> Losses.huber(p, in[0], in[1], 0.75f, reduction));
    put("smoothL1." + end, (p, in) -> Losses.smoothL1(p, in[0], in[1], 0.25f, reduction));
    put("bceWithLogits." + end, (p, in) -> Losses.bceWithLogits(p, in[0], in[1], null, reduction));
    put(
        "bceWithLogits." + end + "_weighted",
        (p, in) -> Losses.bceWithLogits(p, in[0], in[1], in[2], reduction));
  }
}
