package dev.tenor.ser.model;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.nn.Dropout;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.UnaryLayer;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Reductions;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// The functionals of the voice as one more token of stage 2, so that the transformer layers attend
/// to what was learnt and to what was measured: x [B,T,F+V+U] → [B,1,D]. The last U columns are the
/// same in every frame (or mixed in every frame alike), hence their mean over the frames. The
/// dropout is that of the last block.
final class FunctionalsToken extends UnaryLayer {
  private final Dropout dropout;
  private final Linear linear;
  private final int from;
  private final int count;

  FunctionalsToken(NetworkConfig c) {
    from = c.mels() + c.voice();
    count = c.functionals();
    dropout = child("dropout", new Dropout(c.dropout().getLast()));
    linear = child("linear", new Linear(count, c.embedDim()));
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    Tensor vector = Reductions.mean(pass, Ops.narrow(pass, x, 2, from, count), 1);
    Tensor token = linear.apply(pass, dropout.apply(pass, vector));
    return Ops.reshape(pass, token, Shape.of(token.shape().dim(0), 1, token.shape().dim(1)));
  }
}
