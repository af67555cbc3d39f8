package dev.tenor.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import java.util.Map;

/// [ResNet] in libtorch.
record TorchResNet(TorchWeights weights) implements TorchNetwork {
  @Override
  public NDArray logits(NDArray x, boolean training) {
    NDArray y = Activation.relu(convolved("stem", "norm", x, 1, 1, training));
    int in = ResNet.WIDTHS[0];
    int number = 0;
    for (int width : ResNet.WIDTHS) {
      for (int i = 0; i < 2; i++) {
        y = block("blocks." + number++ + ".", y, in == width ? 1 : 2, training);
        in = width;
      }
    }
    return weights.linear("fc", Pool.globalAvgPool2d(y));
  }

  private NDArray block(String name, NDArray x, int stride, boolean training) {
    NDArray a = Activation.relu(convolved(name + "conv1", name + "norm1", x, stride, 1, training));
    NDArray b = convolved(name + "conv2", name + "norm2", a, 1, 1, training);
    NDArray s =
        stride == 1
            ? x
            : convolved(name + "shortcut", name + "shortcut_norm", x, stride, 0, training);
    return Activation.relu(b.add(s));
  }

  private NDArray convolved(
      String conv, String norm, NDArray x, int stride, int padding, boolean training) {
    return weights.batchNorm(norm, weights.conv(conv, x, stride, padding), training);
  }

  @Override
  public Map<String, NDArray> trained() {
    return weights.trained();
  }
}
