package example;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.nn.Dropout;
import dev.tenor.engine.nn.LayerNorm;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Reductions;
import dev.tenor.engine.tensor.Tensor;
import dev.tenor.ser.model.Network;
import dev.tenor.ser.model.NetworkConfig;

/// Two linear layers on every frame, the mean over time, and a classifier: [B,T,F] → [B,K].
///
/// It hears which sounds there are, not their order: a baseline for networks that do.
public final class FrameMlp extends Network {
  private final Linear first;
  private final Linear second;
  private final LayerNorm norm;
  private final Dropout dropout;
  private final Linear classifier;

  /// @param c its columns, hidden size (`--hidden`), transformer dropout and classes are used
  public FrameMlp(NetworkConfig c) {
    super(c);
    if (c.hidden() == 0) {
      throw new IllegalArgumentException("frame-mlp: hidden is 0; give at least 1");
    }
    first = child("first", new Linear(c.columns(), c.hidden()));
    second = child("second", new Linear(c.hidden(), c.hidden()));
    norm = child("norm", new LayerNorm(c.hidden()));
    dropout = child("dropout", new Dropout((float) c.transformerDropout()));
    classifier = child("classifier", new Linear(c.hidden(), c.classes()));
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    Tensor h = Ops.relu(pass, first.apply(pass, x)); // [B,T,H]
    h = Ops.relu(pass, second.apply(pass, h));
    Tensor z = norm.apply(pass, Reductions.mean(pass, h, 1)); // [B,H]
    return classifier.apply(pass, dropout.apply(pass, z));
  }
}
