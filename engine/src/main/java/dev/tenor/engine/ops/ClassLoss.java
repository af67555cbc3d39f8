package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Losses of log-probabilities [.., K] against labels or probabilities, composed of other ops.
final class ClassLoss {
  private static final String OP = "cross_entropy";

  private ClassLoss() {}

  /// Labels [..]: row n with label y costs (1 − ε)·w_y·(−log p_y) + ε/K · Σ_k w_k·(−log p_k). The
  /// mean divides by the sum of the w_y.
  static Tensor labels(Pass pass, Tensor logProbs, Tensor labels, CrossEntropyOptions options) {
    Shape x = logProbs.shape();
    int classes = x.dim(-1);
    Checks.minRank(OP, "input", x, 2);
    Checks.shape(OP, "labels", x, labels.shape(), x.without(-1));
    Checks.noGradient(OP, "labels", labels);
    checkWeights(x, options);
    Tensor ignored = Masks.equal(pass, labels, number(pass, options.ignoredLabel()));
    Tensor known = Masks.maskedFill(pass, labels, ignored, 0);
    Tensor counted = Masks.notEqual(pass, labels, number(pass, options.ignoredLabel()));
    Tensor weight =
        options.classWeights() == null
            ? counted
            : Ops.multiply(
                pass, Indexing.indexSelect(pass, options.classWeights(), 0, known), counted);
    Tensor ids = Ops.reshape(pass, known, x.with(-1, 1));
    Tensor picked = Ops.reshape(pass, Indexing.gather(pass, logProbs, -1, ids), labels.shape());
    float smoothing = options.labelSmoothing();
    Tensor loss = Ops.scale(pass, Ops.multiply(pass, picked, weight), smoothing - 1);
    if (smoothing > 0) {
      Tensor all = weighted(pass, logProbs, options);
      Tensor rows = Reductions.sum(pass, all, false, -1);
      loss = Ops.add(pass, loss, Ops.scale(pass, rows, -smoothing / classes));
    }
    loss = Masks.maskedFill(pass, loss, ignored, 0); // 0 · log 0 of such a row is NaN
    if (options.reduction() != Losses.Reduction.MEAN) {
      return Losses.reduced(pass, loss, options.reduction());
    }
    return Ops.divide(pass, Reductions.sum(pass, loss), Reductions.sum(pass, weight));
  }

  /// Probabilities t [.., K]: a row costs −Σ_k w_k·((1 − ε)·t_k + ε/K)·log p_k. The mean divides by
  /// the number of rows.
  static Tensor probabilities(
      Pass pass, Tensor logProbs, Tensor targets, CrossEntropyOptions options) {
    Shape x = logProbs.shape();
    Checks.minRank(OP, "input", x, 2);
    checkWeights(x, options);
    float smoothing = options.labelSmoothing();
    Tensor smooth = targets;
    if (smoothing > 0) {
      Tensor rest = Ops.scale(pass, targets, 1 - smoothing);
      smooth = Ops.addScalar(pass, rest, smoothing / x.dim(-1));
    }
    Tensor products = Ops.multiply(pass, weighted(pass, logProbs, options), smooth);
    Tensor loss = Ops.negate(pass, Reductions.sum(pass, products, false, -1));
    return Losses.reduced(pass, loss, options.reduction());
  }

  private static Tensor weighted(Pass pass, Tensor logProbs, CrossEntropyOptions options) {
    Tensor weights = options.classWeights();
    return weights == null ? logProbs : Ops.multiply(pass, logProbs, weights);
  }

  private static void checkWeights(Shape x, CrossEntropyOptions options) {
    if (options.classWeights() != null) {
      Shape classes = Shape.of(x.dim(-1));
      Checks.shape(OP, "class weights", x, options.classWeights().shape(), classes);
    }
  }

  private static Tensor number(Pass pass, float value) {
    return pass.constant(Shape.of(1), new float[] {value});
  }
}
