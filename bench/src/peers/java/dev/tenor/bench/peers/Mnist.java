package dev.tenor.bench.peers;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.nn.Conv2d;
import dev.tenor.engine.nn.Flatten;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.MaxPool2d;
import dev.tenor.engine.nn.UnaryLayer;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// A small convolutional network for handwritten digits (after LeCun et al. 1998): two convolutions
/// of 5×5 with ReLU and max pooling, two linear layers; [B,1,28,28] → [B,10].
final class Mnist extends UnaryLayer {
  private final Conv2d conv1 = child("conv1", new Conv2d(1, 32, 5, 1, 0));
  private final Conv2d conv2 = child("conv2", new Conv2d(32, 64, 5, 1, 0));
  private final MaxPool2d pool = child("pool", new MaxPool2d(2));
  private final Flatten flatten = child("flatten", new Flatten());
  private final Linear fc1 = child("fc1", new Linear(1024, 128));
  private final Linear fc2 = child("fc2", new Linear(128, 10));

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    Shape image = Shape.of(x.shape().dim(0), 28, 28, 1); // one channel is the last as well
    Tensor y = Ops.reshape(pass, x, image);
    y = pool.apply(pass, Ops.relu(pass, conv1.apply(pass, y)));
    y = pool.apply(pass, Ops.relu(pass, conv2.apply(pass, y)));
    y = Ops.relu(pass, fc1.apply(pass, flatten.apply(pass, y)));
    return fc2.apply(pass, y);
  }
}
