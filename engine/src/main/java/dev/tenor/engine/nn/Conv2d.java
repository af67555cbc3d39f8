package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.ConvSettings;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// 2-D convolution, x [B,H,W,inChannels] → [B,H',W',outChannels] with H' = ⌊(H + 2·padding −
/// dilation·(kh − 1) − 1) / stride⌋ + 1, with PyTorch's initial values. The weight is kept as
/// [kh,kw,Cin/groups,Cout] and saved as [Cout,Cin/groups,kh,kw].
///
/// `new Conv2d(16, 16, 3, ConvSettings.of(2, 1).groups(16))` is depthwise, with kernel 3, stride 2
/// and padding 1.
public final class Conv2d extends UnaryLayer {
  private final Parameter weight;
  private final Parameter bias;
  private final ConvSettings settings;

  public Conv2d(int inChannels, int outChannels, int kernelSize, int stride, int padding) {
    this(inChannels, outChannels, kernelSize, ConvSettings.of(stride, padding));
  }

  public Conv2d(int inChannels, int outChannels, int kernelSize, ConvSettings settings) {
    this(inChannels, outChannels, kernelSize, kernelSize, settings, true);
  }

  /// @param bias whether a bias is added; before a batch norm it is of no use
  /// @throws IllegalArgumentException if the channels do not fall into the groups
  public Conv2d(
      int inChannels,
      int outChannels,
      int kernelH,
      int kernelW,
      ConvSettings settings,
      boolean bias) {
    ConvWeights w = ConvWeights.of("conv2d", inChannels, outChannels, settings, kernelH, kernelW);
    weight = parameter("weight", w.shape(), w.layout(), w.weightInit());
    this.bias = bias ? parameter("bias", Shape.of(outChannels), w.biasInit()) : null;
    this.settings = settings;
  }

  Parameter weight() {
    return weight;
  }

  Parameter bias() {
    return bias;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Images.conv2d(pass, x, weight.tensor(), bias == null ? null : bias.tensor(), settings);
  }
}
