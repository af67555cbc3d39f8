package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A stack of pre-norm transformer layers over x [B,T,embedDim] and a final layer norm. The layers
/// are separate, or one layer whose weights are used `depth` times (stored once, as `layers.0`).
public final class TransformerEncoder extends UnaryLayer {
  private final List<TransformerEncoderLayer> layers = new ArrayList<>();
  private final LayerNorm norm;
  private final PositionalEncoding positions;
  private final float inputScale;

  /// The settings of a stack.
  ///
  /// @param depth how many times a layer is applied, at least 1
  /// @param shared whether all applications share one layer's weights
  /// @param scaleInput whether the input is multiplied by √embedDim
  /// @param positionalEncoding whether sinusoidal positions are added to the input
  public record Config(
      int embedDim,
      int numHeads,
      int feedForwardDim,
      int depth,
      boolean shared,
      boolean scaleInput,
      boolean positionalEncoding,
      double dropout) {
    public Config {
      if (depth < 1) {
        throw new IllegalArgumentException("transformer: depth " + depth + " is less than 1");
      }
    }
  }

  public TransformerEncoder(Config c) {
    for (int i = 0; i < c.depth(); i++) {
      layers.add(
          i > 0 && c.shared()
              ? layers.getFirst()
              : child(
                  "layers." + i,
                  new TransformerEncoderLayer(
                      c.embedDim(), c.numHeads(), c.feedForwardDim(), c.dropout())));
    }
    norm = child("layer_norm", new LayerNorm(c.embedDim()));
    positions = c.positionalEncoding() ? new PositionalEncoding(c.embedDim()) : null;
    inputScale = c.scaleInput() ? (float) Math.sqrt(c.embedDim()) : 1;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    Tensor z = inputScale == 1 ? x : Ops.scale(pass, x, inputScale);
    if (positions != null) {
      z = positions.apply(pass, z);
    }
    for (TransformerEncoderLayer layer : layers) {
      z = layer.apply(pass, z);
    }
    return norm.apply(pass, z);
  }
}
