package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// 2-D convolution, x [B,H,W,inChannels] → [B,H',W',outChannels], with PyTorch's initial values.
/// The weight is kept as [k,k,Cin,Cout] and saved as [Cout,Cin,k,k].
public final class Conv2d extends UnaryLayer {
  private final Parameter weight;
  private final Parameter bias;
  private final int stride;
  private final int padding;

  public Conv2d(int inChannels, int outChannels, int kernelSize, int stride, int padding) {
    int fanIn = inChannels * kernelSize * kernelSize;
    Shape shape = Shape.of(kernelSize, kernelSize, inChannels, outChannels);
    StateLayout layout = StateLayout.permuted(shape, 3, 2, 0, 1);
    weight = parameter("weight", shape, layout, Init.kaimingUniform(fanIn, Math.sqrt(5)));
    bias = parameter("bias", Shape.of(outChannels), Init.uniform(1 / Math.sqrt(fanIn)));
    this.stride = stride;
    this.padding = padding;
  }

  Parameter weight() {
    return weight;
  }

  Parameter bias() {
    return bias;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Images.conv2d(pass, x, weight.tensor(), bias.tensor(), stride, padding);
  }
}
