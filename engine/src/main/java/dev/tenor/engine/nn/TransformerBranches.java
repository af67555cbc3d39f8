package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Tensor;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// What the branches of a transformer's layers have in common, whatever their parts are called.
///
/// @param inner whether elements between the two linear layers drop out
record TransformerBranches(
    Linear first,
    Linear second,
    Dropout dropout,
    boolean inner,
    BiFunction<Pass, Tensor, Tensor> activation,
    boolean normFirst) {

  /// Adds a branch to x: x + dropout(body(norm(x))), or norm(x + dropout(body(x))).
  Tensor add(Pass pass, Tensor x, LayerNorm norm, UnaryOperator<Tensor> body) {
    Tensor branch = body.apply(normFirst ? norm.apply(pass, x) : x);
    Tensor sum = Ops.add(pass, x, dropout.apply(pass, branch));
    return normFirst ? sum : norm.apply(pass, sum);
  }

  /// The branch of the linear layers: W₂·fn(W₁·x).
  Tensor feedForward(Pass pass, Tensor x) {
    Tensor hidden = activation.apply(pass, first.apply(pass, x));
    return second.apply(pass, inner ? dropout.apply(pass, hidden) : hidden);
  }
}
