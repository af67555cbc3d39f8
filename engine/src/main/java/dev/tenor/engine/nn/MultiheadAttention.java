package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.AttentionMask;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Sequences;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Multi-head attention with one packed input projection (Vaswani et al. 2017), as PyTorch's
/// `nn.MultiheadAttention`, batch first: x [B,T,embedDim]. Rows 0 … E of `in_proj_weight` [3E,E]
/// make the queries, E … 2E the keys, 2E … 3E the values.
public final class MultiheadAttention extends UnaryLayer {
  private final int embedDim;
  private final int numHeads;
  private final float dropout;
  private final Parameter inWeight;
  private final Parameter inBias;
  private final Linear outProj;

  /// Without dropout.
  ///
  /// @throws IllegalArgumentException if `embedDim` is not divisible by `numHeads`
  public MultiheadAttention(int embedDim, int numHeads) {
    this(embedDim, numHeads, 0);
  }

  /// @param dropout the probability with which a query's share of a key drops out in training
  /// @throws IllegalArgumentException if `embedDim` is not divisible by `numHeads`, or unless 0 ≤
  ///   dropout < 1
  public MultiheadAttention(int embedDim, int numHeads, double dropout) {
    if (numHeads < 1 || embedDim % numHeads != 0) {
      throw new IllegalArgumentException(
          "attention: embedDim " + embedDim + " is not divisible by " + numHeads + " heads");
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("attention: dropout = " + dropout + " is not in [0, 1)");
    }
    this.embedDim = embedDim;
    this.dropout = (float) dropout;
    this.numHeads = numHeads;
    inWeight =
        parameter(
            "in_proj_weight",
            Shape.of(3 * embedDim, embedDim),
            Init.xavierUniform(embedDim, 3 * embedDim));
    inBias = parameter("in_proj_bias", Shape.of(3 * embedDim), Init.constant(0));
    outProj = child("out_proj", Linear.xavier(embedDim, embedDim));
  }

  /// Self-attention without a mask.
  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return attend(pass, x, AttentionMask.NONE);
  }

  /// Self-attention; a query sees what `mask` lets it see.
  public Tensor apply(Pass pass, Tensor x, AttentionMask mask) {
    return inside(pass, () -> attend(pass, x, mask));
  }

  /// Attention of query [B,Tq,E] to key and value [B,Tk,E], which are one and the same where a
  /// decoder attends to what an encoder made.
  public Tensor apply(Pass pass, Tensor query, Tensor key, Tensor value, AttentionMask mask) {
    return inside(
        pass,
        () -> {
          Tensor q = projected(pass, query, 0);
          Tensor k = projected(pass, key, 1);
          Tensor v = projected(pass, value, 2);
          return outProj.apply(pass, Sequences.attention(pass, q, k, v, mask, numHeads, dropout));
        });
  }

  private Tensor attend(Pass pass, Tensor x, AttentionMask mask) {
    Tensor packed = Ops.linear(pass, x, inWeight.tensor(), inBias.tensor());
    if (mask.equals(AttentionMask.NONE)) {
      pass.show("weights", () -> weights(pass, packed));
    }
    return outProj.apply(pass, Sequences.selfAttention(pass, packed, mask, numHeads, dropout));
  }

  /// How much every query attends to every key, which the op keeps to itself: softmax(q·kᵀ/√D)
  /// [B,H,T,T], every row of which adds up to 1.
  private Tensor weights(Pass pass, Tensor packed) {
    Tensor queries = heads(pass, Ops.narrow(pass, packed, 2, 0, embedDim));
    Tensor keys = heads(pass, Ops.narrow(pass, packed, 2, embedDim, embedDim));
    Tensor scores = Ops.matmul(pass, queries, keys, false, true);
    float scale = (float) (1 / Math.sqrt((double) embedDim / numHeads));
    return Ops.softmax(pass, Ops.scale(pass, scores, scale));
  }

  /// [B,T,E] → [B,H,T,D].
  private Tensor heads(Pass pass, Tensor x) {
    Shape s = x.shape();
    Shape split = Shape.of(s.dim(0), s.dim(1), numHeads, embedDim / numHeads);
    return Ops.permute(pass, Ops.reshape(pass, x, split), 0, 2, 1, 3);
  }

  private Tensor projected(Pass pass, Tensor x, int part) {
    Tensor weight = Ops.narrow(pass, inWeight.tensor(), 0, part * embedDim, embedDim);
    Tensor bias = Ops.narrow(pass, inBias.tensor(), 0, part * embedDim, embedDim);
    return Ops.linear(pass, x, weight, bias);
  }
}
