package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Indexing;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// A vector for each id: ids [..] (integers 0 … count − 1 as floats) → [.., embedDim], as PyTorch's
/// `nn.Embedding`, with its name `weight` [count,embedDim] and initial values: standard normal.
public final class Embedding extends UnaryLayer {
  private final Parameter weight;

  public Embedding(int count, int embedDim) {
    this(count, embedDim, Init.normal(1));
  }

  public Embedding(int count, int embedDim, Init init) {
    weight = parameter("weight", Shape.of(count, embedDim), init);
  }

  @Override
  protected Tensor forward(Pass pass, Tensor ids) {
    return Indexing.embedding(pass, weight.tensor(), ids);
  }

  /// The vectors [count,embedDim], for a network whose last layer shares them: `Ops.linear(pass, x,
  /// embedding.weight(), null)` gives a score for each id.
  public Tensor weight() {
    return weight.tensor();
  }
}
