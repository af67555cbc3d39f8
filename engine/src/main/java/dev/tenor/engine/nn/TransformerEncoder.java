package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.AttentionMask;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A stack of [TransformerEncoderLayer]s over x [B,T,embedDim] and a final layer norm: as PyTorch's
/// `nn.TransformerEncoder`, batch first, with its names (`layers.0` …, `norm`), or from a [Config]
/// as in fairseq. A GPT is such a stack of pre-norm layers with GELU, applied with
/// [AttentionMask#CAUSAL].
public final class TransformerEncoder extends UnaryLayer {
  private final List<TransformerEncoderLayer> layers = new ArrayList<>();
  private final LayerNorm norm;
  private final PositionalEncoding positions;
  private final float inputScale;

  /// The settings of a stack as in fairseq, of pre-norm layers with ReLU. They are separate, or one
  /// layer whose weights are used `depth` times (stored once, as `layers.0`).
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
      requireDepth(depth);
    }
  }

  static void requireDepth(int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException("transformer: depth " + depth + " is less than 1");
    }
  }

  /// @throws IllegalArgumentException unless depth is 1 or more
  public TransformerEncoder(TransformerConfig c, int depth) {
    requireDepth(depth);
    for (int i = 0; i < depth; i++) {
      layers.add(child("layers." + i, new TransformerEncoderLayer(c)));
    }
    norm = child("norm", new LayerNorm(c.embedDim()));
    positions = null;
    inputScale = 1;
  }

  /// With fairseq's names (`fc1`, `layer_norms.0`, `layer_norm`) and initial values.
  public TransformerEncoder(Config c) {
    for (int i = 0; i < c.depth(); i++) {
      layers.add(
          i > 0 && c.shared()
              ? layers.getFirst()
              : child(
                  "layers." + i,
                  TransformerEncoderLayer.fairseq(
                      c.embedDim(), c.numHeads(), c.feedForwardDim(), c.dropout())));
    }
    norm = child("layer_norm", new LayerNorm(c.embedDim()));
    positions = c.positionalEncoding() ? new PositionalEncoding(c.embedDim()) : null;
    inputScale = c.scaleInput() ? (float) Math.sqrt(c.embedDim()) : 1;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return stack(pass, x, AttentionMask.NONE);
  }

  /// The same where a token sees what `mask` lets it see.
  public Tensor apply(Pass pass, Tensor x, AttentionMask mask) {
    return inside(pass, () -> stack(pass, x, mask));
  }

  private Tensor stack(Pass pass, Tensor x, AttentionMask mask) {
    Tensor z = inputScale == 1 ? x : Ops.scale(pass, x, inputScale);
    if (positions != null) {
      z = positions.apply(pass, z);
    }
    for (TransformerEncoderLayer layer : layers) {
      z = layer.apply(pass, z, mask);
    }
    return norm.apply(pass, z);
  }
}
