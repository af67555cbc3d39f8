package dev.tenor.ser.golden;

import dev.tenor.ser.model.Aggregation;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.Tokens;

/// The parameters whose gradient is zero in exact arithmetic, because the loss does not depend on
/// them. In float32 their gradient is rounding noise, different in every implementation, and Adam
/// normalises it by its own magnitude: each such value changes by about `lr` per step in a random
/// direction. The rest of the network is not affected, so the losses must still agree.
///
/// - a convolution's bias before batch norm in training: the batch mean cancels it. The running
///   mean, which is an average of batch means, contains it.
/// - the rows of `in_proj_bias` that make the keys: they add the same to all scores of a query,
///   which softmax cancels. With one token the softmax is 1 whatever the scores, so the rows of the
///   queries and the matrix's rows of queries and keys are free as well.
/// - the aggregation's bias: before transformer layers it moves all elements of a token alike, and
///   every layer norm subtracts the mean; as the bias of attention scores it cancels in softmax.
///
/// @param oneToken whether attention has a single token
/// @param aggregationBias whether the aggregation's bias is free
record ZeroGradients(boolean oneToken, boolean aggregationBias) {
  static ZeroGradients of(NetworkConfig c) {
    boolean vector = c.tokens() == Tokens.VECTOR;
    boolean shift = c.aggregation() == Aggregation.Kind.CONV && c.depth() > 0;
    boolean score = c.aggregation() == Aggregation.Kind.ATTENTION;
    return new ZeroGradients(vector || c.pooledFrames() == 1, vector && (shift || score));
  }

  /// Which of a parameter's `numel` elements have no gradient.
  Range of(String parameter, int numel) {
    boolean all =
        parameter.endsWith(".conv.bias")
            || (aggregationBias && parameter.equals("aggregation.bias"));
    if (all) {
      return new Range(0, numel);
    }
    if (parameter.endsWith(".in_proj_bias")) {
      return new Range(oneToken ? 0 : numel / 3, numel / 3 * 2);
    }
    return oneToken && parameter.endsWith(".in_proj_weight")
        ? new Range(0, numel / 3 * 2)
        : Range.NONE;
  }

  /// The elements that drift while training: those, and the running means.
  Range walking(String parameter, int numel) {
    return parameter.endsWith(".norm.running_mean") ? new Range(0, numel) : of(parameter, numel);
  }
}
