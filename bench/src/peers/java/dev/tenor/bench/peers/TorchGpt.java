package dev.tenor.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import java.util.Arrays;
import java.util.Map;

/// [Gpt] in libtorch. DJL has no way to its fused attention, so it is two products and a softmax.
final class TorchGpt implements TorchNetwork {
  private final TorchWeights weights;
  private final NDArray mask;

  TorchGpt(TorchWeights weights) {
    this.weights = weights;
    mask = weights.manager().create(mask(), new Shape(Gpt.TOKENS, Gpt.TOKENS));
  }

  @Override
  public NDArray logits(NDArray numbers, boolean training) {
    NDArray tokens = weights.get("wte.weight");
    NDArray ids = numbers.toType(DataType.INT64, false);
    NDArray x = Embedding.embedding(ids, tokens, SparseFormat.DENSE).singletonOrThrow();
    x = x.add(weights.get("wpe.weight"));
    for (int i = 0; i < Gpt.DEPTH; i++) {
      String name = "blocks." + i + ".";
      NDArray y = x.add(attention(name + "attention.", weights.layerNorm(name + "norm1", x)));
      NDArray hidden = weights.linear(name + "up", weights.layerNorm(name + "norm2", y));
      x = y.add(weights.linear(name + "down", Activation.gelu(hidden)));
    }
    NDArray logits = Linear.linear(weights.layerNorm("norm", x), tokens).singletonOrThrow();
    return logits.reshape(-1, Gpt.VOCABULARY);
  }

  private NDArray attention(String name, NDArray x) {
    NDList parts = weights.linear(x, name + "in_proj_weight", name + "in_proj_bias").split(3, 2);
    float scale = (float) (1 / Math.sqrt(Gpt.WIDTH / Gpt.HEADS));
    NDArray keys = heads(parts.get(1)).transpose(0, 1, 3, 2);
    NDArray scores = heads(parts.get(0)).matMul(keys).mul(scale).add(mask);
    NDArray mixed = scores.softmax(-1).matMul(heads(parts.get(2))).transpose(0, 2, 1, 3);
    return weights.linear(name + "out_proj", mixed.reshape(x.getShape()));
  }

  /// [B,T,E] → [B,heads,T,E/heads]
  private static NDArray heads(NDArray x) {
    int width = Gpt.WIDTH / Gpt.HEADS;
    return x.reshape(x.size(0), x.size(1), Gpt.HEADS, width).transpose(0, 2, 1, 3);
  }

  @Override
  public Map<String, NDArray> trained() {
    return weights.trained();
  }

  /// Hides from each token those after it, [T,T].
  private static float[] mask() {
    float[] mask = new float[Gpt.TOKENS * Gpt.TOKENS];
    for (int i = 0; i < Gpt.TOKENS; i++) {
      Arrays.fill(mask, i * Gpt.TOKENS + i + 1, (i + 1) * Gpt.TOKENS, Float.NEGATIVE_INFINITY);
    }
    return mask;
  }
}
