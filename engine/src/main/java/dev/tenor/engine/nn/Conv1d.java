package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.ConvSettings;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// 1-D convolution, x [B,T,inChannels] → [B,T',outChannels] with T' = ⌊(T + 2·padding − dilation·(k
/// − 1) − 1) / stride⌋ + 1, with PyTorch's initial values. The weight is kept as
/// [k,Cin/groups,Cout] and saved as [Cout,Cin/groups,k].
public final class Conv1d extends UnaryLayer {
  private final Parameter weight;
  private final Parameter bias;
  private final ConvSettings settings;

  public Conv1d(int inChannels, int outChannels, int kernelSize, int stride, int padding) {
    this(inChannels, outChannels, kernelSize, ConvSettings.of(stride, padding), true);
  }

  /// @param settings of which those of the width count
  /// @throws IllegalArgumentException if the channels do not fall into the groups
  public Conv1d(
      int inChannels, int outChannels, int kernelSize, ConvSettings settings, boolean bias) {
    ConvWeights w = ConvWeights.of("conv1d", inChannels, outChannels, settings, kernelSize);
    weight = parameter("weight", w.shape(), w.layout(), w.weightInit());
    this.bias = bias ? parameter("bias", Shape.of(outChannels), w.biasInit()) : null;
    this.settings = settings;
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    return Images.conv1d(pass, x, weight.tensor(), bias == null ? null : bias.tensor(), settings);
  }
}
