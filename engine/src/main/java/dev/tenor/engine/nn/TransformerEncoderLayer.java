package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.AttentionMask;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Tensor;

/// One transformer layer over x [B,T,embedDim] (Vaswani et al. 2017), as PyTorch's
/// `nn.TransformerEncoderLayer`, batch first. Post-norm: y = LN(x + MHA(x)), LN(y + W₂·fn(W₁·y));
/// pre-norm: y = x + MHA(LN(x)), y + W₂·fn(W₁·LN(y)). For dropout see [TransformerConfig].
public final class TransformerEncoderLayer extends UnaryLayer {
  private final MultiheadAttention attention;
  private final LayerNorm attentionNorm;
  private final LayerNorm feedForwardNorm;
  private final TransformerBranches branches;

  /// With PyTorch's names and initial values.
  public TransformerEncoderLayer(TransformerConfig c) {
    attention = child("self_attn", new MultiheadAttention(c.embedDim(), c.numHeads(), c.dropout()));
    Linear linear1 = child("linear1", new Linear(c.embedDim(), c.feedForwardDim()));
    Linear linear2 = child("linear2", new Linear(c.feedForwardDim(), c.embedDim()));
    attentionNorm = child("norm1", new LayerNorm(c.embedDim()));
    feedForwardNorm = child("norm2", new LayerNorm(c.embedDim()));
    Dropout dropout = child("dropout", new Dropout(c.dropout()));
    branches =
        new TransformerBranches(linear1, linear2, dropout, true, c.activation(), c.normFirst());
  }

  /// Pre-norm with ReLU, whose branches alone drop out, and with fairseq's names (`fc1`,
  /// `layer_norms.0`) and initial values.
  ///
  /// @param dropout the probability with which elements of both branches drop out
  private TransformerEncoderLayer(int embedDim, int numHeads, int feedForwardDim, double dropout) {
    attention = child("self_attn", new MultiheadAttention(embedDim, numHeads));
    Linear fc1 = child("fc1", Linear.xavier(embedDim, feedForwardDim));
    Linear fc2 = child("fc2", Linear.xavier(feedForwardDim, embedDim));
    attentionNorm = child("layer_norms.0", new LayerNorm(embedDim));
    feedForwardNorm = child("layer_norms.1", new LayerNorm(embedDim));
    Dropout drop = child("dropout", new Dropout(dropout));
    branches = new TransformerBranches(fc1, fc2, drop, false, Ops::relu, true);
  }

  /// A layer as in fairseq: pre-norm with ReLU and fairseq's names (`fc1`, `layer_norms.0`); only
  /// what the two branches add drops out.
  public static TransformerEncoderLayer fairseq(
      int embedDim, int numHeads, int feedForwardDim, double dropout) {
    return new TransformerEncoderLayer(embedDim, numHeads, feedForwardDim, dropout);
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return layer(pass, x, AttentionMask.NONE);
  }

  /// The same where a token sees what `mask` lets it see.
  public Tensor apply(Pass pass, Tensor x, AttentionMask mask) {
    return inside(pass, () -> layer(pass, x, mask));
  }

  private Tensor layer(Pass pass, Tensor x, AttentionMask mask) {
    Tensor y = branches.add(pass, x, attentionNorm, z -> attention.apply(pass, z, mask));
    return branches.add(pass, y, feedForwardNorm, z -> branches.feedForward(pass, z));
  }
}
