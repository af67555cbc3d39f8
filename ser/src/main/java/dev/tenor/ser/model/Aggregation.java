package dev.tenor.ser.model;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.nn.Init;
import dev.tenor.engine.nn.Parameter;
import dev.tenor.engine.nn.StateLayout;
import dev.tenor.engine.nn.UnaryLayer;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Reductions;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Stage 2 (paper section 3.2): the time steps H [B,T',D] become one token Z0 [B,1,D], or with
/// several queries as many tokens [B,N,D].
public final class Aggregation {
  /// The ways that the paper compares, and the plain mean.
  public enum Kind {
    /// A 1-D convolution with the time steps as input channels: a learned weighted sum. The
    /// paper's.
    CONV,
    /// The last state of both LSTM directions.
    LAST,
    /// Σ αᵢ·hᵢ with α = softmax(w·h + b), once for each query w.
    ATTENTION,
    MEAN
  }

  private Aggregation() {}

  static UnaryLayer of(Kind kind, int steps, int dim, int queries) {
    return switch (kind) {
      case CONV -> new OverTime(steps);
      case LAST -> new LastState();
      case ATTENTION -> new WeightedSum(dim, queries);
      case MEAN -> new Average();
    };
  }

  private static Tensor asToken(Pass pass, Tensor z) {
    return Ops.reshape(pass, z, Shape.of(z.shape().dim(0), 1, z.shape().dim(1)));
  }

  /// A convolution with T' input channels, one output channel and kernel 1 is a linear layer over
  /// time.
  private static final class OverTime extends UnaryLayer {
    private final Parameter weight;
    private final Parameter bias;

    OverTime(int steps) {
      Shape shape = Shape.of(1, steps);
      StateLayout layout = StateLayout.same(Shape.of(1, steps, 1));
      weight = parameter("weight", shape, layout, Init.kaimingUniform(steps, Math.sqrt(5)));
      bias = parameter("bias", Shape.of(1), Init.uniform(1 / Math.sqrt(steps)));
    }

    @Override
    protected Tensor forward(Pass pass, Tensor h) {
      pass.show("weights", weight::tensor); // the same for every utterance
      Tensor columns = Ops.permute(pass, h, 0, 2, 1); // [B,D,T']
      return asToken(pass, Ops.linear(pass, columns, weight.tensor(), bias.tensor()));
    }
  }

  private static final class LastState extends UnaryLayer {
    @Override
    protected Tensor forward(Pass pass, Tensor h) {
      int steps = h.shape().dim(1);
      int half = h.shape().dim(2) / 2;
      Tensor last = Ops.narrow(pass, Ops.narrow(pass, h, 1, steps - 1, 1), 2, 0, half);
      Tensor first = Ops.narrow(pass, Ops.narrow(pass, h, 1, 0, 1), 2, half, half);
      return Ops.concat(pass, 2, last, first); // the reverse direction ends at the first step
    }
  }

  private static final class WeightedSum extends UnaryLayer {
    private final Parameter weight;
    private final Parameter bias;

    WeightedSum(int dim, int queries) {
      weight = parameter("weight", Shape.of(queries, dim), Init.xavierUniform(dim, queries));
      bias = parameter("bias", Shape.of(queries), Init.constant(0));
    }

    @Override
    protected Tensor forward(Pass pass, Tensor h) {
      Tensor scores = Ops.linear(pass, h, weight.tensor(), bias.tensor()); // [B,T',N]
      Tensor weights = Ops.softmax(pass, Ops.permute(pass, scores, 0, 2, 1));
      pass.show("weights", () -> weights);
      return Ops.matmul(pass, weights, h);
    }
  }

  private static final class Average extends UnaryLayer {
    @Override
    protected Tensor forward(Pass pass, Tensor h) {
      return asToken(pass, Reductions.mean(pass, h, 1));
    }
  }
}
