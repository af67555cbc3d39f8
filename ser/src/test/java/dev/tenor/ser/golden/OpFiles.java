package dev.tenor.ser.golden;

import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.engine.random.RandomStream;

/// Golden files of any size, computed by plain loops in PyTorch's layouts.
final class OpFiles {
  private OpFiles() {}

  static float[] random(String name, int length) {
    RandomStream random = RandomStream.of(11, name);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.uniform(-1, 1);
    }
    return values;
  }

  /// tanh over `[n]`, with its derivative 1 − y².
  static SafetensorsWriter tanh(int n) {
    float[] x = random("input", n);
    float[] dy = random("grad_output", n);
    float[] y = new float[n];
    float[] dx = new float[n];
    for (int i = 0; i < n; i++) {
      double value = Math.tanh(x[i]);
      y[i] = (float) value;
      dx[i] = (float) (dy[i] * (1 - value * value));
    }
    int[] shape = {n};
    return new SafetensorsWriter()
        .add("input", shape, x)
        .add("output", shape, y)
        .add("grad_output", shape, dy)
        .add("grad_input", shape, dx);
  }

  /// A convolution without bias of x [1,C,H,W] by w [K,C,kh,kw].
  static SafetensorsWriter conv2d(
      int c, int h, int w, int k, int kh, int kw, int stride, int padding) {
    int outH = (h + 2 * padding - kh) / stride + 1;
    int outW = (w + 2 * padding - kw) / stride + 1;
    float[] x = random("input", c * h * w);
    float[] weight = random("weight", k * c * kh * kw);
    float[] dy = random("grad_output", k * outH * outW);
    float[] y = new float[dy.length];
    float[] dx = new float[x.length];
    float[] dw = new float[weight.length];
    for (int o = 0; o < dy.length; o++) {
      int row = o / outW % outH * stride - padding;
      int column = o % outW * stride - padding;
      for (int tap = 0; tap < c * kh * kw; tap++) {
        int i = row + tap / kw % kh;
        int j = column + tap % kw;
        if (i >= 0 && i < h && j >= 0 && j < w) {
          int source = (tap / (kh * kw) * h + i) * w + j;
          int factor = o / (outH * outW) * c * kh * kw + tap;
          y[o] += x[source] * weight[factor];
          dx[source] += dy[o] * weight[factor];
          dw[factor] += dy[o] * x[source];
        }
      }
    }
    int[] input = {1, c, h, w};
    int[] kernel = {k, c, kh, kw};
    int[] output = {1, k, outH, outW};
    return new SafetensorsWriter()
        .metadata("stride", Integer.toString(stride))
        .metadata("padding", Integer.toString(padding))
        .add("input", input, x)
        .add("weight", kernel, weight)
        .add("output", output, y)
        .add("grad_output", output, dy)
        .add("grad_input", input, dx)
        .add("grad_weight", kernel, dw);
  }
}
