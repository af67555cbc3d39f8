package dev.tenor.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The weights of a file as libtorch's arrays, and its layers as functions of them. Names and
/// layouts are PyTorch's in the file as well.
final class TorchWeights {
  private static final float EPS = 1e-5f;

  /// How much of the old running statistics is kept; PyTorch counts what is replaced, 0.1.
  private static final float KEPT = 0.9f;

  private final NDManager manager;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  TorchWeights(NDManager manager, Safetensors file) throws FormatException {
    this.manager = manager;
    for (String name : file.names()) {
      long[] shape = Arrays.stream(file.shape(name)).asLongStream().toArray();
      NDArray array = manager.create(file.floats(name), new Shape(shape));
      array.setRequiresGradient(!isStatistic(name));
      arrays.put(name, array);
    }
  }

  private static boolean isStatistic(String name) {
    return name.endsWith("running_mean") || name.endsWith("running_var");
  }

  /// All that are trained.
  Map<String, NDArray> trained() {
    Map<String, NDArray> trained = new LinkedHashMap<>(arrays);
    trained.keySet().removeIf(TorchWeights::isStatistic);
    return trained;
  }

  NDManager manager() {
    return manager;
  }

  NDArray get(String name) {
    return arrays.get(name);
  }

  NDArray conv(String layer, NDArray x, int stride, int padding) {
    return Conv2d.conv2d(
            x,
            get(layer + ".weight"),
            get(layer + ".bias"),
            new Shape(stride, stride),
            new Shape(padding, padding))
        .singletonOrThrow();
  }

  NDArray linear(String layer, NDArray x) {
    return linear(x, layer + ".weight", layer + ".bias");
  }

  NDArray linear(NDArray x, String weight, String bias) {
    return Linear.linear(x, get(weight), get(bias)).singletonOrThrow();
  }

  NDArray batchNorm(String layer, NDArray x, boolean training) {
    return BatchNorm.batchNorm(
            x,
            get(layer + ".running_mean"),
            get(layer + ".running_var"),
            get(layer + ".weight"),
            get(layer + ".bias"),
            1,
            KEPT,
            EPS,
            training)
        .singletonOrThrow();
  }

  /// Over the last axis.
  NDArray layerNorm(String layer, NDArray x) {
    NDArray weight = get(layer + ".weight");
    return LayerNorm.layerNorm(x, weight.getShape(), weight, get(layer + ".bias"), EPS)
        .singletonOrThrow();
  }
}
