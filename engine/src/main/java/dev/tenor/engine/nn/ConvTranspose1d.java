package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.ConvSettings;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Transposed 1-D convolution, x [B,T,inChannels] → [B,T',outChannels] with T' = (T − 1)·stride −
/// 2·padding + dilation·(k − 1) + outputPadding + 1, with PyTorch's initial values. The weight is
/// kept as [k,Cout/groups,Cin] and saved as [Cin,Cout/groups,k].
public final class ConvTranspose1d extends UnaryLayer {
  private final Parameter weight;
  private final Parameter bias;
  private final ConvSettings settings;
  private final int outputPadding;

  public ConvTranspose1d(int inChannels, int outChannels, int kernelSize, int stride, int padding) {
    this(inChannels, outChannels, kernelSize, ConvSettings.of(stride, padding), 0, true);
  }

  /// @param settings of which those of the width count
  /// @param outputPadding steps more, less than the stride
  /// @throws IllegalArgumentException if the channels do not fall into the groups
  public ConvTranspose1d(
      int inChannels,
      int outChannels,
      int kernelSize,
      ConvSettings settings,
      int outputPadding,
      boolean bias) {
    ConvWeights w =
        ConvWeights.of("conv_transpose1d", outChannels, inChannels, settings, kernelSize);
    weight = parameter("weight", w.shape(), w.layout(), w.weightInit());
    this.bias = bias ? parameter("bias", Shape.of(outChannels), w.biasInit()) : null;
    this.settings = settings;
    this.outputPadding = outputPadding;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Images.convTranspose1d(
        pass, x, weight.tensor(), bias == null ? null : bias.tensor(), settings, outputPadding);
  }
}
