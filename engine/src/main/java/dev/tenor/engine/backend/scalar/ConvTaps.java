package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.ConvGeometry;

/// The walk over a convolution's output pixels and its kernel's taps.
final class ConvTaps {
  private ConvTaps() {}

  /// What to do with one output pixel and one tap that lies inside the input.
  @FunctionalInterface
  interface Tap {
    void visit(int outPixel, int inPixel, int tap);
  }

  static void forEach(ConvGeometry g, int b, int oh, int ow, Tap body) {
    int out = (b * g.outH() + oh) * g.outW() + ow;
    for (int kh = 0; kh < g.kernelH(); kh++) {
      int h = oh * g.strideH() - g.padH() + kh * g.dilationH();
      for (int kw = 0; kw < g.kernelW(); kw++) {
        int w = ow * g.strideW() - g.padW() + kw * g.dilationW();
        if (h >= 0 && h < g.height() && w >= 0 && w < g.width()) {
          body.visit(out, (b * g.height() + h) * g.width() + w, kh * g.kernelW() + kw);
        }
      }
    }
  }

  static void forEach(ConvGeometry g, Tap body) {
    for (int b = 0; b < g.batch(); b++) {
      for (int oh = 0; oh < g.outH(); oh++) {
        for (int ow = 0; ow < g.outW(); ow++) {
          forEach(g, b, oh, ow, body);
        }
      }
    }
  }
}
