package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Tensor;
import java.util.function.BiFunction;

/// The settings of a transformer's layers, [TransformerEncoderLayer] and [TransformerDecoderLayer].
///
/// @param feedForwardDim the width between the two linear layers
/// @param dropout the probability with which elements drop out: of the shares of attention, between
///   the linear layers, and of what each branch adds
/// @param activation between the linear layers
/// @param normFirst whether a branch begins with its norm (pre-norm, which needs no warm-up: Xiong
///   et al. 2020), or the norm follows the sum (post-norm)
public record TransformerConfig(
    int embedDim,
    int numHeads,
    int feedForwardDim,
    double dropout,
    BiFunction<Pass, Tensor, Tensor> activation,
    boolean normFirst) {

  /// What PyTorch has unless told otherwise: dropout 0.1, ReLU, post-norm.
  public static TransformerConfig of(int embedDim, int numHeads, int feedForwardDim) {
    return new TransformerConfig(embedDim, numHeads, feedForwardDim, 0.1, Ops::relu, false);
  }

  /// The same with another probability of dropout.
  public TransformerConfig withDropout(double p) {
    return new TransformerConfig(embedDim, numHeads, feedForwardDim, p, activation, normFirst);
  }

  /// The same with another function between the linear layers, for example `Ops::gelu`.
  public TransformerConfig withActivation(BiFunction<Pass, Tensor, Tensor> fn) {
    return new TransformerConfig(embedDim, numHeads, feedForwardDim, dropout, fn, normFirst);
  }

  /// The same with pre-norm.
  public TransformerConfig preNorm() {
    return new TransformerConfig(embedDim, numHeads, feedForwardDim, dropout, activation, true);
  }
}
