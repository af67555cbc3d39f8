package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.ConvGeometry;

/// Where the taps of a depthwise convolution lie: those of a convolution, or of the gradient for
/// its input, which with stride 1 is a convolution too. Padding may be negative.
record DepthwiseWindows(
    int height,
    int width,
    int outH,
    int outW,
    int channels,
    int kernelH,
    int kernelW,
    int strideH,
    int strideW,
    int padH,
    int padW,
    int dilationH,
    int dilationW) {

  static DepthwiseWindows of(ConvGeometry g) {
    return new DepthwiseWindows(
        g.height(),
        g.width(),
        g.outH(),
        g.outW(),
        g.inChannels(),
        g.kernelH(),
        g.kernelW(),
        g.strideH(),
        g.strideW(),
        g.padH(),
        g.padW(),
        g.dilationH(),
        g.dilationW());
  }

  /// The windows of dy that an input pixel's gradient comes from, with the taps in reversed order;
  /// for stride 1.
  static DepthwiseWindows reversed(ConvGeometry g) {
    return new DepthwiseWindows(
        g.outH(),
        g.outW(),
        g.height(),
        g.width(),
        g.inChannels(),
        g.kernelH(),
        g.kernelW(),
        1,
        1,
        g.spanH() - 1 - g.padH(),
        g.spanW() - 1 - g.padW(),
        g.dilationH(),
        g.dilationW());
  }

  /// Of `kernel` taps, `dilation` apart, the first at `start`: the first that is not before the
  /// image.
  static int from(int start, int dilation, int kernel) {
    return Math.clamp(Math.ceilDiv(-start, dilation), 0, kernel);
  }

  /// The first after it that is behind the image.
  static int to(int start, int dilation, int kernel, int size) {
    int end = Math.clamp(Math.ceilDiv(size - start, dilation), 0, kernel);
    return Math.max(end, from(start, dilation, kernel));
  }

  /// Computes one row of outputs to `yo`, of the image that starts at `image` of x. `places` is
  /// room for two ints a tap.
  void row(
      float[] y,
      int yo,
      int oh,
      float[] x,
      int image,
      float[] w,
      int wo,
      float[] first,
      int[] places) {
    int h = oh * strideH - padH;
    int kh = from(h, dilationH, kernelH);
    int rows = to(h, dilationH, kernelH, height) - kh;
    int down = dilationH * width * channels;
    int row = image + (h + kh * dilationH) * width * channels;
    int weights = wo + kh * kernelW * channels;
    int begin = Math.clamp(Math.ceilDiv(padW, strideW), 0, outW);
    int span = (kernelW - 1) * dilationW + 1;
    int end = Math.clamp(Math.floorDiv(width - span + padW, strideW) + 1, begin, outW);
    DepthwiseKernels.row(
        y,
        yo + begin * channels,
        first,
        x,
        row + (begin * strideW - padW) * channels,
        strideW * channels,
        down,
        dilationW * channels,
        w,
        weights,
        rows,
        kernelW,
        end - begin,
        channels);
    for (int ow = 0; ow < outW; ow++) {
      if (ow < begin || ow >= end) { // some taps lie beside the image
        int taps = places(places, ow * strideW - padW, row, down, weights, rows);
        DepthwiseKernels.pixel(y, yo + ow * channels, first, x, w, places, taps, channels);
      }
    }
  }

  /// Where the inner taps of one pixel and their weights lie; returns how many there are.
  private int places(int[] places, int left, int row, int down, int weights, int rows) {
    int begin = from(left, dilationW, kernelW);
    int end = to(left, dilationW, kernelW, width);
    int taps = 0;
    for (int i = 0; i < rows; i++) {
      for (int j = begin; j < end; j++) {
        places[2 * taps] = row + i * down + (left + j * dilationW) * channels;
        places[2 * taps + 1] = weights + (i * kernelW + j) * channels;
        taps++;
      }
    }
    return taps;
  }
}
