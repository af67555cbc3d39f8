package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// 1-D convolution, x [B,T,inChannels] → [B,T',outChannels], with PyTorch's initial values. The
/// weight is kept as [k,Cin,Cout] and saved as [Cout,Cin,k].
public final class Conv1d extends UnaryLayer {
  private final Parameter weight;
  private final Parameter bias;
  private final int stride;
  private final int padding;

  public Conv1d(int inChannels, int outChannels, int kernelSize, int stride, int padding) {
    int fanIn = inChannels * kernelSize;
    Shape shape = Shape.of(kernelSize, inChannels, outChannels);
    StateLayout layout = StateLayout.permuted(shape, 2, 1, 0);
    weight = parameter("weight", shape, layout, Init.kaimingUniform(fanIn, Math.sqrt(5)));
    bias = parameter("bias", Shape.of(outChannels), Init.uniform(1 / Math.sqrt(fanIn)));
    this.stride = stride;
    this.padding = padding;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Images.conv1d(pass, x, weight.tensor(), bias.tensor(), stride, padding);
  }
}
