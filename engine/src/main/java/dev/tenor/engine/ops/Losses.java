package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.tensor.Tensor;

/// Losses: what training makes small. As all ops, see [Ops].
public final class Losses {
  private Losses() {}

  /// Cross-entropy of logits, the mean over the batch of `−log softmax(logits)[label]`: logits
  /// [B,K], labels `[B]` (class numbers 0 … K−1 as floats, without gradient) → `[1]`.
  public static Tensor crossEntropy(Pass pass, Tensor logits, Tensor labels) {
    Checks.noGradient("cross_entropy", "labels", labels);
    return pass.apply(new CrossEntropy(), logits, labels);
  }
}
