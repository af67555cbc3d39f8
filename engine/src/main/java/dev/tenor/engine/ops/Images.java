package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.tensor.Tensor;

/// Convolutions and pooling of images `[B,H,W,C]`, channels last. As all ops, see [Ops].
public final class Images {
  private Images() {}

  /// 2-D convolution (cross-correlation, as everywhere in the field): x [B,H,W,Cin], weight
  /// [kh,kw,Cin,Cout], bias `[Cout]` or null → [B,H',W',Cout] with H' = ⌊(H + 2·padding − kh) /
  /// stride⌋ + 1, and W' in the same way. The padding is zeros.
  public static Tensor conv2d(
      Pass pass, Tensor x, Tensor weight, Tensor bias, int stride, int padding) {
    Conv2d op = new Conv2d(stride, padding);
    return bias == null ? pass.apply(op, x, weight) : pass.apply(op, x, weight, bias);
  }

  /// 1-D convolution over time: x [B,T,Cin], weight [k,Cin,Cout], bias `[Cout]` or null →
  /// [B,T',Cout] with T' = ⌊(T + 2·padding − k) / stride⌋ + 1.
  public static Tensor conv1d(
      Pass pass, Tensor x, Tensor weight, Tensor bias, int stride, int padding) {
    Conv1d op = new Conv1d(stride, padding);
    return bias == null ? pass.apply(op, x, weight) : pass.apply(op, x, weight, bias);
  }

  /// Conv2d → batch norm → ELU → average pooling of `pool`×`pool` → dropout, in one op whose
  /// intermediate values need not go through memory: x [B,H,W,Cin], weight [kh,kw,Cin,Cout], the
  /// other parameters `[Cout]`. In a pass that does not train, running statistics and no dropout.
  public static Tensor convBlock(
      Pass pass,
      Tensor x,
      ConvBlock.Parameters p,
      int stride,
      int padding,
      int pool,
      float dropout,
      float momentum,
      float eps) {
    ConvBlock op =
        new ConvBlock(
            stride,
            padding,
            pool,
            dropout,
            momentum,
            eps,
            pass.training(),
            pass.dropoutKey(),
            pass.nextStream());
    return pass.apply(
        op, x, p.weight(), p.bias(), p.gamma(), p.beta(), p.runningMean(), p.runningVar());
  }

  /// Average pooling: x [B,H,W,C] → [B,⌊H/kernelH⌋,⌊W/kernelW⌋,C], the mean of each window. Windows
  /// do not overlap; what is left over at the edges is dropped.
  public static Tensor avgPool2d(Pass pass, Tensor x, int kernelH, int kernelW) {
    return pass.apply(new AvgPool2d(kernelH, kernelW), x);
  }

  /// Max pooling: x [B,H,W,C] → [B,⌊H/kernelH⌋,⌊W/kernelW⌋,C], the maximum of each window. Windows
  /// do not overlap. The first of equal values gets the gradient; a NaN is the maximum of its
  /// window.
  public static Tensor maxPool2d(Pass pass, Tensor x, int kernelH, int kernelW) {
    return maxPool2d(pass, x, PoolSettings.of(kernelH, kernelW));
  }

  /// The same of windows that may overlap and reach into the padding, whose places do not count: x
  /// [B,H,W,C] → [B,H',W',C] with H' = ⌊(H + 2·padding − kernel) / stride⌋ + 1, W' in the same way.
  public static Tensor maxPool2d(Pass pass, Tensor x, PoolSettings settings) {
    return pass.apply(new MaxPool("max_pool2d", 4, settings), x);
  }

  /// The same over time: x [B,T,C] → [B,T',C].
  public static Tensor maxPool1d(Pass pass, Tensor x, int kernelSize, int stride, int padding) {
    PoolSettings settings = PoolSettings.overTime(kernelSize, stride, padding);
    return pass.apply(new MaxPool("max_pool1d", 3, settings), x);
  }
}
