package dev.tenor.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import dev.tenor.ser.model.NetworkConfig;
import java.util.Map;

/// One forward pass of a [DjlNetwork], stage by stage.
final class DjlForward {
  private final NetworkConfig config;
  private final Map<String, Block> layers;
  private final ParameterStore store;
  private final boolean training;

  DjlForward(
      NetworkConfig config, Map<String, Block> layers, ParameterStore store, boolean training) {
    this.config = config;
    this.layers = layers;
    this.store = store;
    this.training = training;
  }

  /// Standardised features [B,T,F] → logits [B,K].
  NDArray logits(NDArray x) {
    NDArray z0 = apply("aggregation", extraction(x));
    return classifier(enhancement(z0).mean(new int[] {1}));
  }

  private NDArray apply(String layer, NDArray x) {
    Block block = layers.get(layer);
    if (!block.isInitialized()) {
      block.initialize(store.getManager(), DataType.FLOAT32, x.getShape());
    }
    return block.forward(store, new NDList(x), training).singletonOrThrow();
  }

  private NDArray extraction(NDArray x) {
    NDArray image = x.expandDims(1);
    for (int i = 0; i < config.channels().size(); i++) {
      String name = "extraction.blocks." + i;
      image = Activation.elu(apply(name + ".norm", apply(name + ".conv", image)), 1);
      int pool = config.pooling().get(i);
      if (pool > 1) {
        image =
            Pool.avgPool2d(
                image, new Shape(pool, pool), new Shape(pool, pool), new Shape(0, 0), false, true);
      }
      image = apply(name + ".dropout", image);
    }
    NDArray steps = image.transpose(0, 2, 1, 3); // [B,T',C,F']
    Shape s = steps.getShape();
    return apply("extraction.lstm", steps.reshape(s.get(0), s.get(1), s.get(2) * s.get(3)));
  }

  private NDArray enhancement(NDArray z0) {
    NDArray z = config.embedScale() ? z0.mul((float) Math.sqrt(config.embedDim())) : z0;
    for (int i = 0; i < config.depth(); i++) {
      z = transformerLayer("enhancement.layers.0", z);
    }
    return apply("enhancement.layer_norm", z);
  }

  private NDArray transformerLayer(String name, NDArray x) {
    NDArray y = x.add(attention(name + ".self_attn", apply(name + ".layer_norms.0", x)));
    NDArray hidden = apply(name + ".fc1", apply(name + ".layer_norms.1", y));
    return y.add(apply(name + ".fc2", Activation.relu(hidden)));
  }

  private NDArray attention(String name, NDArray x) {
    NDList qkv = apply(name + ".in_proj", x).split(3, 2);
    NDArray q = heads(qkv.get(0));
    NDArray k = heads(qkv.get(1));
    NDArray v = heads(qkv.get(2));
    double scale = 1 / Math.sqrt((double) config.embedDim() / config.heads());
    NDArray scores = q.matMul(k.transpose(0, 1, 3, 2)).mul((float) scale);
    NDArray mixed = scores.softmax(-1).matMul(v).transpose(0, 2, 1, 3);
    return apply(name + ".out_proj", mixed.reshape(x.getShape()));
  }

  /// [B,T,D] → [B,heads,T,D/heads]
  private NDArray heads(NDArray x) {
    long width = config.embedDim() / config.heads();
    return x.reshape(x.size(0), x.size(1), config.heads(), width).transpose(0, 2, 1, 3);
  }

  private NDArray classifier(NDArray z) {
    NDArray y = apply("classifier.fc1", z);
    return config.hidden() == 0 ? y : apply("classifier.fc2", Activation.relu(y));
  }
}
