package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.ConvSettings;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Transposed 2-D convolution, x [B,H,W,inChannels] → [B,H',W',outChannels] with H' = (H −
/// 1)·stride − 2·padding + dilation·(kh − 1) + outputPadding + 1, with PyTorch's initial values.
/// The weight is kept as [kh,kw,Cout/groups,Cin] and saved as [Cin,Cout/groups,kh,kw].
public final class ConvTranspose2d extends UnaryLayer {
  private final Parameter weight;
  private final Parameter bias;
  private final ConvSettings settings;
  private final int outputPadding;

  public ConvTranspose2d(int inChannels, int outChannels, int kernelSize, int stride, int padding) {
    this(
        inChannels, outChannels, kernelSize, kernelSize, ConvSettings.of(stride, padding), 0, true);
  }

  /// @param outputPadding rows and columns more, less than the stride
  /// @throws IllegalArgumentException if the channels do not fall into the groups
  public ConvTranspose2d(
      int inChannels,
      int outChannels,
      int kernelH,
      int kernelW,
      ConvSettings settings,
      int outputPadding,
      boolean bias) {
    ConvWeights w =
        ConvWeights.of("conv_transpose2d", outChannels, inChannels, settings, kernelH, kernelW);
    weight = parameter("weight", w.shape(), w.layout(), w.weightInit());
    this.bias = bias ? parameter("bias", Shape.of(outChannels), w.biasInit()) : null;
    this.settings = settings;
    this.outputPadding = outputPadding;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Images.convTranspose2d(
        pass,
        x,
        weight.tensor(),
        bias == null ? null : bias.tensor(),
        settings,
        outputPadding,
        outputPadding);
  }
}
