package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.AttentionMask;
import dev.tenor.engine.tensor.Tensor;

/// One layer of a transformer's decoder over x [B,T,embedDim] and what the encoder made, memory
/// [B,S,embedDim] (Vaswani et al. 2017), as PyTorch's `nn.TransformerDecoderLayer`, batch first. It
/// has the branches of a [TransformerEncoderLayer] and between them attention to the memory. A
/// token sees no later one.
public final class TransformerDecoderLayer extends Layer {
  private final MultiheadAttention attention;
  private final MultiheadAttention memoryAttention;
  private final LayerNorm attentionNorm;
  private final LayerNorm memoryNorm;
  private final LayerNorm feedForwardNorm;
  private final TransformerBranches branches;

  /// With PyTorch's names and initial values.
  public TransformerDecoderLayer(TransformerConfig c) {
    int embedDim = c.embedDim();
    attention = child("self_attn", new MultiheadAttention(embedDim, c.numHeads(), c.dropout()));
    memoryAttention =
        child("multihead_attn", new MultiheadAttention(embedDim, c.numHeads(), c.dropout()));
    Linear linear1 = child("linear1", new Linear(embedDim, c.feedForwardDim()));
    Linear linear2 = child("linear2", new Linear(c.feedForwardDim(), embedDim));
    attentionNorm = child("norm1", new LayerNorm(embedDim));
    memoryNorm = child("norm2", new LayerNorm(embedDim));
    feedForwardNorm = child("norm3", new LayerNorm(embedDim));
    Dropout dropout = child("dropout", new Dropout(c.dropout()));
    branches =
        new TransformerBranches(linear1, linear2, dropout, true, c.activation(), c.normFirst());
  }

  /// Runs this layer. Each token sees those before it and all of the memory.
  public Tensor apply(Pass pass, Tensor x, Tensor memory) {
    return apply(pass, x, memory, AttentionMask.CAUSAL, AttentionMask.NONE);
  }

  /// The same with other masks: `mask` for the tokens, `memoryMask` for the memory.
  public Tensor apply(
      Pass pass, Tensor x, Tensor memory, AttentionMask mask, AttentionMask memoryMask) {
    return inside(
        pass,
        () -> {
          Tensor y = branches.add(pass, x, attentionNorm, z -> attention.apply(pass, z, mask));
          y =
              branches.add(
                  pass,
                  y,
                  memoryNorm,
                  z -> memoryAttention.apply(pass, z, memory, memory, memoryMask));
          return branches.add(pass, y, feedForwardNorm, z -> branches.feedForward(pass, z));
        });
  }
}
