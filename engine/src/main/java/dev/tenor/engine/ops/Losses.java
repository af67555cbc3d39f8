package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Losses: what training makes small. Names, formulas and defaults are PyTorch's. Inputs of one
/// shape are not broadcast: `[B]` against [B,1] is an error. As all ops, see [Ops].
public final class Losses {
  private Losses() {}

  /// How the losses of the elements (or rows) become the result.
  public enum Reduction {
    /// Their mean, `[1]`; of class losses the weighted one.
    MEAN,
    /// Their sum, `[1]`.
    SUM,
    /// All of them.
    NONE
  }

  /// Cross-entropy of logits, the mean over all rows of `−log softmax(logits)[label]`: logits
  /// [..,K], labels [..] (class numbers 0 … K−1 as floats, without gradient) → `[1]`.
  public static Tensor crossEntropy(Pass pass, Tensor logits, Tensor labels) {
    Checks.noGradient("cross_entropy", "labels", labels);
    return pass.apply(new CrossEntropy(), logits, labels);
  }

  /// Cross-entropy of logits [..,K] with class weights w, label smoothing ε and ignored labels.
  ///
  /// With labels [..], class numbers, row n costs (1 − ε)·w_y·(−log p_y) + ε/K·Σ_k w_k·(−log p_k),
  /// and the mean divides by Σ w_y over the rows that count. With targets [..,K], probabilities t,
  /// it costs −Σ_k w_k·((1 − ε)·t_k + ε/K)·log p_k, and the mean divides by the number of rows.
  ///
  /// @param targets labels, or probabilities where the shape is that of the logits
  public static Tensor crossEntropy(
      Pass pass, Tensor logits, Tensor targets, CrossEntropyOptions options) {
    Tensor logProbs = Ops.logSoftmax(pass, logits);
    return targets.shape().equals(logits.shape())
        ? ClassLoss.probabilities(pass, logProbs, targets, options)
        : ClassLoss.labels(pass, logProbs, targets, options);
  }

  /// Negative log-likelihood, the mean over all rows of `−logProbs[label]`: logProbs [..,K], which
  /// [Ops#logSoftmax] gives, labels [..] → `[1]`.
  public static Tensor nll(Pass pass, Tensor logProbs, Tensor labels) {
    return nll(pass, logProbs, labels, CrossEntropyOptions.DEFAULT);
  }

  /// The same with weights, ignored labels and another reduction; see [#crossEntropy].
  public static Tensor nll(Pass pass, Tensor logProbs, Tensor labels, CrossEntropyOptions options) {
    return ClassLoss.labels(pass, logProbs, labels, options);
  }

  /// Squared error, (x − target)².
  public static Tensor mse(Pass pass, Tensor x, Tensor target, Reduction reduction) {
    Checks.same("mse", x.shape(), target.shape());
    return reduced(pass, Ops.square(pass, Ops.subtract(pass, x, target)), reduction);
  }

  /// Absolute error, |x − target|; its gradient at 0 is 0.
  public static Tensor l1(Pass pass, Tensor x, Tensor target, Reduction reduction) {
    Checks.same("l1", x.shape(), target.shape());
    return reduced(pass, Ops.abs(pass, Ops.subtract(pass, x, target)), reduction);
  }

  /// Huber's loss of d = x − target (Huber 1964): ½d² where |d| ≤ delta, otherwise delta·(|d| −
  /// ½delta). PyTorch's delta is 1.
  ///
  /// @throws IllegalArgumentException unless delta > 0
  public static Tensor huber(Pass pass, Tensor x, Tensor target, float delta, Reduction reduction) {
    Checks.same("huber", x.shape(), target.shape());
    if (!(delta > 0)) {
      throw new IllegalArgumentException("huber: delta " + delta + " is not above 0");
    }
    Tensor d = Ops.subtract(pass, x, target);
    Tensor near = Ops.clamp(pass, d, -delta, delta); // near·(d − ½near) is both branches
    Tensor rest = Ops.subtract(pass, d, Ops.scale(pass, near, 0.5f));
    return reduced(pass, Ops.multiply(pass, near, rest), reduction);
  }

  /// Smooth L1 of d = x − target (Girshick 2015): ½d²/beta where |d| < beta, otherwise |d| − ½beta;
  /// Huber's loss divided by beta. PyTorch's beta is 1.
  ///
  /// @throws IllegalArgumentException unless beta > 0; beta 0 would be [#l1]
  public static Tensor smoothL1(
      Pass pass, Tensor x, Tensor target, float beta, Reduction reduction) {
    return Ops.scale(pass, huber(pass, x, target, beta, reduction), 1 / beta);
  }

  /// Binary cross-entropy of logits x against targets y in [0, 1]: −w·y·log σ(x) − (1 − y)·log(1 −
  /// σ(x)), computed without overflow as (1 − y)·x + (1 + (w − 1)·y)·log(1 + e⁻ˣ).
  ///
  /// @param posWeight w, which broadcasts with the logits, such as `[C]`; null for 1
  public static Tensor bceWithLogits(
      Pass pass, Tensor logits, Tensor targets, Tensor posWeight, Reduction reduction) {
    Checks.same("bce_with_logits", logits.shape(), targets.shape());
    Tensor negative = Ops.addScalar(pass, Ops.negate(pass, targets), 1);
    Tensor log = Ops.softplus(pass, Ops.negate(pass, logits));
    if (posWeight != null) {
      Tensor more = Ops.multiply(pass, targets, Ops.addScalar(pass, posWeight, -1));
      log = Ops.multiply(pass, log, Ops.addScalar(pass, more, 1));
    }
    return reduced(pass, Ops.add(pass, Ops.multiply(pass, negative, logits), log), reduction);
  }

  /// Kullback and Leibler's divergence of log-probabilities from target probabilities t, element by
  /// element t·(log t − logProbs), 0 where t = 0. The mean is that of all elements; PyTorch's
  /// `batchmean` is the sum scaled by 1/B. Targets have no gradient.
  public static Tensor klDivergence(
      Pass pass, Tensor logProbs, Tensor targets, Reduction reduction) {
    Checks.same("kl_divergence", logProbs.shape(), targets.shape());
    Checks.noGradient("kl_divergence", "targets", targets);
    Tensor entropy = Ops.multiply(pass, targets, Ops.log(pass, targets));
    Tensor zero = pass.constant(Shape.of(1), new float[1]);
    entropy = Masks.where(pass, targets, entropy, zero); // 0 · log 0 is NaN
    Tensor cross = Ops.multiply(pass, targets, logProbs);
    return reduced(pass, Ops.subtract(pass, entropy, cross), reduction);
  }

  /// The elements, their sum or their mean.
  static Tensor reduced(Pass pass, Tensor losses, Reduction reduction) {
    return switch (reduction) {
      case MEAN -> Reductions.mean(pass, losses);
      case SUM -> Reductions.sum(pass, losses);
      case NONE -> losses;
    };
  }
}
