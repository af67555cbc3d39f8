package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Indexing;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.Arrays;

/// A vector for each id: ids [..] (integers 0 … count − 1 as floats) → [.., embedDim], as PyTorch's
/// `nn.Embedding`, with its name `weight` [count,embedDim] and initial values: standard normal.
public final class Embedding extends UnaryLayer {
  private final Parameter weight;
  private final Parameter heard;

  public Embedding(int count, int embedDim) {
    this(count, embedDim, Init.normal(1));
  }

  public Embedding(int count, int embedDim, Init init) {
    weight = parameter("weight", Shape.of(count, embedDim), init);
    heard = null;
  }

  /// With an id that stands for nothing: its vector is 0 and stays so (`padding_idx`).
  ///
  /// @throws IllegalArgumentException unless 0 ≤ padding < count
  public Embedding(int count, int embedDim, int padding) {
    if (padding < 0 || padding >= count) {
      throw new IllegalArgumentException(
          "embedding: padding " + padding + " is no id from 0 to " + (count - 1));
    }
    weight =
        parameter(
            "weight",
            Shape.of(count, embedDim),
            (values, random) -> {
              Init.normal(1).fill(values, random);
              Arrays.fill(values, padding * embedDim, (padding + 1) * embedDim, 0f);
            });
    heard =
        constant(
            "heard",
            Shape.of(count, 1),
            (values, random) -> {
              Arrays.fill(values, 1);
              values[padding] = 0;
            });
  }

  @Override
  protected Tensor forward(Pass pass, Tensor ids) {
    Tensor y = Indexing.embedding(pass, weight.tensor(), ids);
    return heard == null ? y : Ops.multiply(pass, y, Indexing.embedding(pass, heard.tensor(), ids));
  }

  /// The vectors [count,embedDim], for a network whose last layer shares them: `Ops.linear(pass, x,
  /// embedding.weight(), null)` gives a score for each id.
  public Tensor weight() {
    return weight.tensor();
  }
}
