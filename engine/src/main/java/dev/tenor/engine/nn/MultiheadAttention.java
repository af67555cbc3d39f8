package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Sequences;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Multi-head attention with one packed input projection (Vaswani et al. 2017): x [B,T,embedDim].
/// Rows 0 … E of `in_proj_weight` [3E,E] make the queries, E … 2E the keys, 2E … 3E the values.
public final class MultiheadAttention extends UnaryLayer {
  private final int embedDim;
  private final int numHeads;
  private final Parameter inWeight;
  private final Parameter inBias;
  private final Linear outProj;

  /// @throws IllegalArgumentException if `embedDim` is not divisible by `numHeads`
  public MultiheadAttention(int embedDim, int numHeads) {
    if (numHeads < 1 || embedDim % numHeads != 0) {
      throw new IllegalArgumentException(
          "attention: embedDim " + embedDim + " is not divisible by " + numHeads + " heads");
    }
    this.embedDim = embedDim;
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
    return attend(pass, x, null);
  }

  /// Self-attention; `mask` [T,T] or [B,T,T] is added to the scores.
  public Tensor apply(Pass pass, Tensor x, Tensor mask) {
    return inside(pass, () -> attend(pass, x, mask));
  }

  /// Cross-attention from query [B,Tq,E] to memory [B,Tk,E]; `mask` [Tq,Tk] or [B,Tq,Tk] or null.
  public Tensor apply(Pass pass, Tensor query, Tensor memory, Tensor mask) {
    return inside(
        pass,
        () -> {
          Tensor q = projected(pass, query, 0);
          Tensor k = projected(pass, memory, 1);
          Tensor v = projected(pass, memory, 2);
          return outProj.apply(pass, Sequences.attention(pass, q, k, v, mask, numHeads));
        });
  }

  private Tensor attend(Pass pass, Tensor x, Tensor mask) {
    Tensor packed = Ops.linear(pass, x, inWeight.tensor(), inBias.tensor());
    if (mask == null) {
      pass.show("weights", () -> weights(pass, packed));
    }
    return outProj.apply(pass, Sequences.selfAttention(pass, packed, mask, numHeads));
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
