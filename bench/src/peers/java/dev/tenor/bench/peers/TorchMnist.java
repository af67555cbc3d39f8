package dev.tenor.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import java.util.Map;

/// [Mnist] in libtorch.
record TorchMnist(TorchWeights weights) implements TorchNetwork {
  @Override
  public NDArray logits(NDArray x, boolean training) {
    NDArray a = pooled(Activation.relu(weights.conv("conv1", x, 1, 0)));
    NDArray b = pooled(Activation.relu(weights.conv("conv2", a, 1, 0)));
    NDArray flat = b.reshape(b.size(0), 1024);
    return weights.linear("fc2", Activation.relu(weights.linear("fc1", flat)));
  }

  private static NDArray pooled(NDArray x) {
    Shape two = new Shape(2, 2);
    return Pool.maxPool2d(x, two, two, new Shape(0, 0), false);
  }

  @Override
  public Map<String, NDArray> trained() {
    return weights.trained();
  }
}
