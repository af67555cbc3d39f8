package dev.tenor.bench.peers;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
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
    DjlForward forward = new DjlForward(config, layers, store, training);
    return new NDList(forward.logits(inputs.singletonOrThrow()));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] in) {
    return new Shape[] {new Shape(in[0].get(0), config.classes())};
  }
}
