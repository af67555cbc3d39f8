package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Convolutions and pooling of images `[B,H,W,C]`, channels last. As all ops, see [Ops].
public final class Images {
  private Images() {}

  /// 2-D convolution (cross-correlation, as everywhere in the field): x [B,H,W,Cin], weight
  /// [kh,kw,Cin,Cout], bias `[Cout]` or null → [B,H',W',Cout] with H' = ⌊(H + 2·padding − kh) /
  /// stride⌋ + 1, and W' in the same way. The padding is zeros.
  public static Tensor conv2d(
      Pass pass, Tensor x, Tensor weight, Tensor bias, int stride, int padding) {
    return conv2d(pass, x, weight, bias, ConvSettings.of(stride, padding));
  }

  /// 2-D convolution with every setting: x [B,H,W,Cin], weight [kh,kw,Cin/groups,Cout], bias
  /// `[Cout]` or null → [B,H',W',Cout] with H' = ⌊(H + 2·padding − dilation·(kh − 1) − 1) / stride⌋
  /// + 1, and W' in the same way. Output channels of a group see the input channels of that group.
  public static Tensor conv2d(
      Pass pass, Tensor x, Tensor weight, Tensor bias, ConvSettings settings) {
    return biased(pass, Conv.twoD(settings), x, weight, bias);
  }

  /// 1-D convolution over time: x [B,T,Cin], weight [k,Cin,Cout], bias `[Cout]` or null →
  /// [B,T',Cout] with T' = ⌊(T + 2·padding − k) / stride⌋ + 1.
  public static Tensor conv1d(
      Pass pass, Tensor x, Tensor weight, Tensor bias, int stride, int padding) {
    return conv1d(pass, x, weight, bias, ConvSettings.of(stride, padding));
  }

  /// 1-D convolution with every setting, of which those of the width count: x [B,T,Cin], weight
  /// [k,Cin/groups,Cout], bias `[Cout]` or null → [B,T',Cout] with T' = ⌊(T + 2·padding −
  /// dilation·(k − 1) − 1) / stride⌋ + 1.
  public static Tensor conv1d(
      Pass pass, Tensor x, Tensor weight, Tensor bias, ConvSettings settings) {
    return biased(pass, Conv.oneD(settings), x, weight, bias);
  }

  /// Transposed 2-D convolution, which enlarges by the stride (Dumoulin and Visin 2016): x
  /// [B,H,W,Cin], weight [kh,kw,Cout/groups,Cin], bias `[Cout]` or null → [B,H',W',Cout] with H' =
  /// (H − 1)·stride − 2·padding + dilation·(kh − 1) + outPadH + 1, and W' in the same way.
  ///
  /// @param outPadH rows more at the lower end, less than the stride: which of the sizes that a
  ///   convolution maps to H is meant
  public static Tensor convTranspose2d(
      Pass pass,
      Tensor x,
      Tensor weight,
      Tensor bias,
      ConvSettings settings,
      int outPadH,
      int outPadW) {
    return biased(pass, ConvTranspose.twoD(settings, outPadH, outPadW), x, weight, bias);
  }

  /// The same over time: x [B,T,Cin], weight [k,Cout/groups,Cin], bias `[Cout]` or null →
  /// [B,T',Cout].
  public static Tensor convTranspose1d(
      Pass pass, Tensor x, Tensor weight, Tensor bias, ConvSettings settings, int outPad) {
    return biased(pass, ConvTranspose.oneD(settings, outPad), x, weight, bias);
  }

  private static Tensor biased(Pass pass, Op op, Tensor x, Tensor weight, Tensor bias) {
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
    return avgPool2d(pass, x, PoolSettings.of(kernelH, kernelW));
  }

  /// The same of windows that may overlap and reach into the padding: x [B,H,W,C] → [B,H',W',C]
  /// with H' = ⌊(H + 2·padding − kernel) / stride⌋ + 1, W' in the same way. The padding counts as
  /// zeros, unless the settings leave it out.
  public static Tensor avgPool2d(Pass pass, Tensor x, PoolSettings settings) {
    return pass.apply(AvgPool.of("avg_pool2d", 4, settings), x);
  }

  /// The same over time: x [B,T,C] → [B,T',C].
  public static Tensor avgPool1d(Pass pass, Tensor x, int kernelSize, int stride, int padding) {
    PoolSettings settings = PoolSettings.overTime(kernelSize, stride, padding);
    return pass.apply(AvgPool.of("avg_pool1d", 3, settings), x);
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

  /// Average pooling to a size: x [B,H,W,C] → [B,outH,outW,C]. Row i of the result is the mean of
  /// rows ⌊i·H/outH⌋ … ⌈(i + 1)·H/outH⌉ − 1, columns in the same way, as in PyTorch.
  ///
  /// @throws IllegalArgumentException unless both sizes are at least 1
  public static Tensor adaptiveAvgPool2d(Pass pass, Tensor x, int outH, int outW) {
    atLeastOne("adaptive_avg_pool2d", outH, outW);
    return pass.apply(
        new Resample(
            "adaptive_avg_pool2d", 4, new AxisRule.Adaptive(outH), new AxisRule.Adaptive(outW)),
        x);
  }

  /// The same over time: x [B,T,C] → [B,outT,C].
  public static Tensor adaptiveAvgPool1d(Pass pass, Tensor x, int outT) {
    atLeastOne("adaptive_avg_pool1d", outT, outT);
    return pass.apply(new Resample("adaptive_avg_pool1d", 3, null, new AxisRule.Adaptive(outT)), x);
  }

  /// Max pooling to a size: x [B,H,W,C] → [B,outH,outW,C], over the same windows as
  /// [#adaptiveAvgPool2d]. Composed of max pooling, one for each row and column of the result where
  /// their windows differ in size.
  public static Tensor adaptiveMaxPool2d(Pass pass, Tensor x, int outH, int outW) {
    return AdaptiveMaxPool.of(pass, x, outH, outW);
  }

  /// The mean of each channel over all places: x [B,..,C] → [B,C], PyTorch's `AdaptiveAvgPool2d(1)`
  /// and `flatten`.
  public static Tensor globalAvgPool(Pass pass, Tensor x) {
    return pass.apply(new GlobalAvgPool(), x);
  }

  /// The maximum of each channel over an image: x [B,H,W,C] → [B,C].
  public static Tensor globalMaxPool(Pass pass, Tensor x) {
    Tensor y = AdaptiveMaxPool.of(pass, x, 1, 1);
    return Ops.reshape(pass, y, Shape.of(y.shape().dim(0), y.shape().dim(3)));
  }

  /// Enlarges, or shrinks, by repeating or leaving out pixels: x [B,H,W,C] → [B,outH,outW,C], where
  /// row i is row ⌊i·H/outH⌋ of x, columns in the same way (PyTorch's `nearest`).
  ///
  /// @throws IllegalArgumentException unless both sizes are at least 1
  public static Tensor upsampleNearest(Pass pass, Tensor x, int outH, int outW) {
    atLeastOne("upsample_nearest", outH, outW);
    return pass.apply(
        new Resample("upsample_nearest", 4, new AxisRule.Nearest(outH), new AxisRule.Nearest(outW)),
        x);
  }

  /// Bilinear interpolation to a size: x [B,H,W,C] → [B,outH,outW,C]. With `alignCorners` the outer
  /// pixels' centres keep their places and row i lies at i·(H − 1)/(outH − 1); otherwise the edges
  /// do, and row i lies at (i + ½)·H/outH − ½, but not outside. Without antialiasing, as PyTorch's.
  ///
  /// @throws IllegalArgumentException unless both sizes are at least 1
  public static Tensor upsampleBilinear(
      Pass pass, Tensor x, int outH, int outW, boolean alignCorners) {
    atLeastOne("upsample_bilinear", outH, outW);
    return pass.apply(
        new Resample(
            "upsample_bilinear",
            4,
            new AxisRule.Linear(outH, alignCorners),
            new AxisRule.Linear(outW, alignCorners)),
        x);
  }

  /// Linear interpolation over time: x [B,T,C] → [B,outT,C]; see [#upsampleBilinear].
  public static Tensor upsampleLinear(Pass pass, Tensor x, int outT, boolean alignCorners) {
    atLeastOne("upsample_linear", outT, outT);
    return pass.apply(
        new Resample("upsample_linear", 3, null, new AxisRule.Linear(outT, alignCorners)), x);
  }

  /// Channels to pixels (Shi et al. 2016): x [B,H,W,C·r²] → [B,H·r,W·r,C], where channel c·r² + i·r
  /// + j becomes channel c at row i and column j of each r×r block, as in PyTorch.
  public static Tensor pixelShuffle(Pass pass, Tensor x, int r) {
    return pass.apply(new PixelShuffle(r, false), x);
  }

  /// The inverse of [#pixelShuffle]: x [B,H·r,W·r,C] → [B,H,W,C·r²].
  public static Tensor pixelUnshuffle(Pass pass, Tensor x, int r) {
    return pass.apply(new PixelShuffle(r, true), x);
  }

  private static void atLeastOne(String op, int outH, int outW) {
    if (outH < 1 || outW < 1) {
      throw new IllegalArgumentException(
          op + ": output " + outH + "x" + outW + " must be at least 1");
    }
  }
}
