package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.autograd.ShapeException;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Adds a trained vector for each position to x [B,T,embedDim] (Gehring et al. 2017), for T up to
/// `longest`. The parameter is `weight` [longest,embedDim], standard normal at first.
public final class LearnedPositions extends UnaryLayer {
  private final Parameter weight;

  public LearnedPositions(int longest, int embedDim) {
    this(longest, embedDim, Init.normal(1));
  }

  public LearnedPositions(int longest, int embedDim, Init init) {
    weight = parameter("weight", Shape.of(longest, embedDim), init);
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Ops.add(pass, x, first(pass, weight, x.shape()));
  }

  /// The first vectors [T,embedDim], one for each position of x [B,T,embedDim].
  ///
  /// @throws ShapeException if there are fewer
  static Tensor first(Pass pass, Parameter vectors, Shape x) {
    int time = x.dim(1);
    int longest = vectors.shape().dim(0);
    if (time > longest) {
      throw new ShapeException(
              "positions: "
                  + x
                  + " has "
                  + time
                  + " positions, but there are vectors for "
                  + longest
                  + "; build the layer for longer sequences")
          .at(pass.path());
    }
    return Ops.narrow(pass, vectors.tensor(), 0, 0, time);
  }
}
