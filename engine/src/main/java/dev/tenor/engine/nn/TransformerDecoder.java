package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.AttentionMask;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A stack of [TransformerDecoderLayer]s over x [B,T,embedDim] and memory [B,S,embedDim], and a
/// final layer norm, as PyTorch's `nn.TransformerDecoder`, batch first, with its names (`layers.0`
/// …, `norm`).
public final class TransformerDecoder extends Layer {
  private final List<TransformerDecoderLayer> layers = new ArrayList<>();
  private final LayerNorm norm;

  /// @throws IllegalArgumentException unless depth is 1 or more
  public TransformerDecoder(TransformerConfig c, int depth) {
    TransformerEncoder.requireDepth(depth);
    for (int i = 0; i < depth; i++) {
      layers.add(child("layers." + i, new TransformerDecoderLayer(c)));
    }
    norm = child("norm", new LayerNorm(c.embedDim()));
  }

  /// Runs all layers. Each token sees those before it and all of the memory.
  public Tensor apply(Pass pass, Tensor x, Tensor memory) {
    return apply(pass, x, memory, AttentionMask.CAUSAL, AttentionMask.NONE);
  }

  /// The same with other masks: `mask` for the tokens, `memoryMask` for the memory.
  public Tensor apply(
      Pass pass, Tensor x, Tensor memory, AttentionMask mask, AttentionMask memoryMask) {
    return inside(
        pass,
        () -> {
          Tensor y = x;
          for (TransformerDecoderLayer layer : layers) {
            y = layer.apply(pass, y, memory, mask, memoryMask);
          }
          return norm.apply(pass, y);
        });
  }
}
