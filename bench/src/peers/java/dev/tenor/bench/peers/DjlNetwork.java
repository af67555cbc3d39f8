package dev.tenor.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import ai.djl.util.PairList;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.ser.model.Aggregation;
import dev.tenor.ser.model.Classifier;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.Tokens;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The paper's network from DJL's blocks: standardised features [B,T,F] → logits [B,K]. Its blocks
/// are named as in the state dict.
final class DjlNetwork extends AbstractBlock {
  /// PyTorch's names of what DJL calls otherwise.
  private static final Map<String, String> NAMES =
      Map.of(
          "gamma", "weight",
          "beta", "bias",
          "runningMean", "running_mean",
          "runningVar", "running_var");

  private final NetworkConfig config;
  private final Map<String, Block> layers = new LinkedHashMap<>();

  /// @throws IllegalArgumentException if the configuration is none of the paper's own
  DjlNetwork(NetworkConfig c) {
    if (c.tokens() != Tokens.VECTOR
        || c.aggregation() != Aggregation.Kind.CONV
        || c.activation() != Classifier.Activation.RELU
        || c.positionalEncoding()
        || !c.shared()
        || c.depth() == 0
        || c.transformerDropout() > 0) {
      throw new IllegalArgumentException("peers: only variants of the preset 'paper': " + c);
    }
    config = c;
    for (int i = 0; i < c.channels().size(); i++) {
      String name = "extraction.blocks." + i;
      layer(name + ".conv", conv3x3(c.channels().get(i)));
      layer(name + ".norm", BatchNorm.builder().build());
      layer(name + ".dropout", Dropout.builder().optRate(c.dropout().get(i).floatValue()).build());
    }
    layer("extraction.lstm", new DjlLstm(c.lstmHidden()));
    layer("aggregation", Conv1d.builder().setKernelShape(new Shape(1)).setFilters(1).build());
    String shared = "enhancement.layers.0";
    layer(shared + ".self_attn.in_proj", linear(3 * c.embedDim()));
    layer(shared + ".self_attn.out_proj", linear(c.embedDim()));
    layer(shared + ".fc1", linear(c.feedForwardDim()));
    layer(shared + ".fc2", linear(c.embedDim()));
    layer(shared + ".layer_norms.0", layerNorm());
    layer(shared + ".layer_norms.1", layerNorm());
    layer("enhancement.layer_norm", layerNorm());
    layer("classifier.fc1", linear(c.hidden() == 0 ? c.classes() : c.hidden()));
    if (c.hidden() > 0) {
      layer("classifier.fc2", linear(c.classes()));
    }
  }

  private static Block conv3x3(int filters) {
    Shape three = new Shape(3, 3);
    Shape one = new Shape(1, 1);
    return Conv2d.builder().setKernelShape(three).optPadding(one).setFilters(filters).build();
  }

  private static Block linear(int units) {
    return Linear.builder().setUnits(units).build();
  }

  /// Over the last of three axes.
  private static Block layerNorm() {
    return LayerNorm.builder().axis(2).build();
  }

  private void layer(String name, Block block) {
    layers.put(name, addChildBlock(name, block));
  }

  /// Gives every parameter the values of the state dict.
  void load(NDManager manager, Safetensors weights) throws FormatException {
    for (Map.Entry<String, Block> layer : layers.entrySet()) {
      for (Pair<String, Parameter> p : layer.getValue().getDirectParameters()) {
        String name = stateName(layer.getKey(), p.getKey());
        long[] shape = Arrays.stream(weights.shape(name)).asLongStream().toArray();
        p.getValue().setArray(manager.create(weights.floats(name), new Shape(shape)));
        p.getValue().initialize(manager, DataType.FLOAT32);
      }
    }
  }

  /// Nothing: each layer learns the shape of its input when it is first applied.
  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {}

  private static String stateName(String layer, String parameter) {
    String separator = layer.endsWith("in_proj") ? "_" : ".";
    return layer + separator + NAMES.getOrDefault(parameter, parameter);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    Forward f = new Forward(store, training);
    NDArray h = f.extraction(inputs.singletonOrThrow());
    NDArray z0 = f.apply("aggregation", h);
    NDArray z = f.enhancement(z0).mean(new int[] {1});
    return new NDList(f.classifier(z));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] in) {
    return new Shape[] {new Shape(in[0].get(0), config.classes())};
  }

  /// One forward pass, stage by stage.
  private final class Forward {
    private final ParameterStore store;
    private final boolean training;

    Forward(ParameterStore store, boolean training) {
      this.store = store;
      this.training = training;
    }

    NDArray apply(String layer, NDArray x) {
      Block block = layers.get(layer);
      if (!block.isInitialized()) {
        block.initialize(store.getManager(), DataType.FLOAT32, x.getShape());
      }
      return block.forward(store, new NDList(x), training).singletonOrThrow();
    }

    NDArray extraction(NDArray x) {
      NDArray image = x.expandDims(1);
      for (int i = 0; i < config.channels().size(); i++) {
        String name = "extraction.blocks." + i;
        image = Activation.elu(apply(name + ".norm", apply(name + ".conv", image)), 1);
        int pool = config.pooling().get(i);
        if (pool > 1) {
          image =
              Pool.avgPool2d(
                  image,
                  new Shape(pool, pool),
                  new Shape(pool, pool),
                  new Shape(0, 0),
                  false,
                  true);
        }
        image = apply(name + ".dropout", image);
      }
      NDArray steps = image.transpose(0, 2, 1, 3); // [B,T',C,F']
      Shape s = steps.getShape();
      return apply("extraction.lstm", steps.reshape(s.get(0), s.get(1), s.get(2) * s.get(3)));
    }

    NDArray enhancement(NDArray z0) {
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

    NDArray classifier(NDArray z) {
      NDArray y = apply("classifier.fc1", z);
      return config.hidden() == 0 ? y : apply("classifier.fc2", Activation.relu(y));
    }
  }
}
