package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Tensor;

/// One pre-norm transformer layer over x [B,T,embedDim]: x + MHA(LN(x)), then x +
/// W₂·ReLU(W₁·LN(x)).
public final class TransformerEncoderLayer extends UnaryLayer {
  private final MultiheadAttention attention;
  private final Linear fc1;
  private final Linear fc2;
  private final LayerNorm attentionNorm;
  private final LayerNorm feedForwardNorm;
  private final Dropout dropout;

  /// @param feedForwardDim the width between the two linear layers
  /// @param dropout the probability with which elements of both branches drop out
  public TransformerEncoderLayer(int embedDim, int numHeads, int feedForwardDim, double dropout) {
    attention = child("self_attn", new MultiheadAttention(embedDim, numHeads));
    fc1 = child("fc1", Linear.xavier(embedDim, feedForwardDim));
    fc2 = child("fc2", Linear.xavier(feedForwardDim, embedDim));
    attentionNorm = child("layer_norms.0", new LayerNorm(embedDim));
    feedForwardNorm = child("layer_norms.1", new LayerNorm(embedDim));
    this.dropout = child("dropout", new Dropout(dropout));
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    Tensor attended = attention.apply(pass, attentionNorm.apply(pass, x));
    Tensor y = Ops.add(pass, x, dropout.apply(pass, attended));
    Tensor hidden = Ops.relu(pass, fc1.apply(pass, feedForwardNorm.apply(pass, y)));
    return Ops.add(pass, y, dropout.apply(pass, fc2.apply(pass, hidden)));
  }
}
