package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.ConvGeometry;
import java.util.List;

/// Convolutions, whole and by channel. See [KernelCase].
final class ConvKernelCases {
  private static final int BATCH = 2;

  private ConvKernelCases() {}

  static void addTo(List<KernelCase> cases) {
    int[][] blocks = {
      {157, 40, 1, 16}, {78, 20, 16, 32}, {39, 10, 32, 64}, {39, 5, 64, 64}, {19, 2, 128, 128}
    };
    for (int[] b : blocks) {
      convolution(cases, new ConvGeometry(BATCH, b[0], b[1], b[2], b[3], 3, 3, 1, 1, 1, 1));
    }
    convolution(cases, new ConvGeometry(BATCH, 61, 37, 5, 19, 5, 4, 2, 3, 2, 1));
    convolution(cases, new ConvGeometry(BATCH, 39, 37, 8, 19, 3, 3, 1, 2, 2, 1, 2, 3));
    convolution(cases, new ConvGeometry(BATCH, 12, 12, 32, 64, 5, 5, 1, 1, 0, 0));
    convolution(cases, new ConvGeometry(BATCH, 15, 11, 24, 40, 1, 1, 2, 2, 0, 0));
    convolution(cases, new ConvGeometry(3, 5, 6, 256, 144, 3, 3, 1, 1, 1, 1)); // deep
    convolution(cases, new ConvGeometry(BATCH, 23, 19, 144, 160, 3, 3, 1, 1, 1, 1));
    depthwise(cases, new ConvGeometry(BATCH, 39, 37, 37, 37, 3, 3, 1, 1, 1, 1));
    depthwise(cases, new ConvGeometry(BATCH, 39, 37, 48, 48, 5, 3, 2, 2, 3, 1, 1, 2));
  }

  private static void convolution(List<KernelCase> cases, ConvGeometry g) {
    int x = g.batch() * g.height() * g.width() * g.inChannels();
    int y = g.batch() * g.outH() * g.outW() * g.outChannels();
    int w = g.kernelH() * g.kernelW() * g.inChannels() * g.outChannels();
    String size = g.height() + "x" + g.width() + "x" + g.inChannels() + "->" + g.outChannels();
    cases.add(
        new KernelCase(
            "conv2d " + size,
            m -> {
              Buffer out = m.output("y", y);
              Buffer in = m.input("x", x);
              Buffer weight = m.input("w", w);
              Buffer bias = m.input("bias", g.outChannels());
              return () -> m.backend().convolution().forward(out, in, weight, bias, g);
            }));
    cases.add(
        new KernelCase(
            "conv2d data " + size,
            m -> {
              Buffer dx = m.output("dx", x);
              Buffer dy = m.input("dy", y);
              Buffer weight = m.input("w", w);
              return () -> m.backend().convolution().backwardData(dx, dy, weight, g);
            }));
    cases.add(
        new KernelCase(
            "conv2d weight " + size,
            m -> {
              Buffer dw = m.output("dw", w);
              Buffer dy = m.input("dy", y);
              Buffer in = m.input("x", x);
              return () -> m.backend().convolution().backwardWeightAccumulate(dw, dy, in, g);
            }));
  }

  private static void depthwise(List<KernelCase> cases, ConvGeometry g) {
    int x = g.inPixels() * g.inChannels();
    int y = g.outPixels() * g.inChannels();
    int w = g.taps() * g.inChannels();
    String size = g.height() + "x" + g.width() + "x" + g.inChannels();
    cases.add(
        new KernelCase(
            "depthwise " + size,
            m -> {
              Buffer out = m.output("y", y);
              Buffer in = m.input("x", x);
              Buffer weight = m.input("w", w);
              Buffer bias = m.input("bias", g.inChannels());
              return () -> m.backend().depthwise().forward(out, in, weight, bias, g);
            }));
    cases.add(
        new KernelCase(
            "depthwise data " + size,
            m -> {
              Buffer dx = m.output("dx", x);
              Buffer dy = m.input("dy", y);
              Buffer weight = m.input("w", w);
              return () -> m.backend().depthwise().backwardData(dx, dy, weight, g);
            }));
    cases.add(
        new KernelCase(
            "depthwise weight " + size,
            m -> {
              Buffer dw = m.output("dw", w);
              Buffer dy = m.input("dy", y);
              Buffer in = m.input("x", x);
              return () -> m.backend().depthwise().backwardWeightAccumulate(dw, dy, in, g);
            }));
  }
}
