package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.GemmTile.NR;
import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.ConvGeometry;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// What [ConvScatter] does with the pixels of dx, of which it sees `cols` channels.
final class ConvScatterKernels {
  private ConvScatterKernels() {}

  /// Clears the channels of `pixels` pixels.
  static void clear(float[] dx, int at, int channels, int pixels, int cols) {
    for (int p = 0; p < pixels; p++) {
      Arrays.fill(dx, at + p * channels, at + p * channels + cols, 0f);
    }
  }

  /// Adds the shares of one tap: those of `count` pixels of the output, from number `first` on, in
  /// rows of NR floats.
  ///
  /// @param dxo the first channel of the first pixel of the first image
  static void add(
      float[] dx,
      int dxo,
      float[] shares,
      int first,
      int count,
      int cols,
      int kh,
      int kw,
      ConvGeometry g) {
    int channels = g.inChannels();
    int height = g.height();
    int width = g.width();
    int outH = g.outH();
    int outW = g.outW();
    int stepW = g.strideW();
    int row = first / outW;
    int ow = first % outW;
    for (int i = 0; i < count; i++) {
      int h = row % outH * g.strideH() - g.padH() + kh * g.dilationH();
      int w = ow * stepW - g.padW() + kw * g.dilationW();
      if (h >= 0 && h < height && w >= 0 && w < width) {
        int to = dxo + ((row / outH * height + h) * width + w) * channels;
        int from = i * NR;
        if (cols == NR) {
          FloatVector.fromArray(F, dx, to)
              .add(FloatVector.fromArray(F, shares, from))
              .intoArray(dx, to);
          FloatVector.fromArray(F, dx, to + L)
              .add(FloatVector.fromArray(F, shares, from + L))
              .intoArray(dx, to + L);
        } else {
          for (int c = 0; c < cols; c++) {
            dx[to + c] += shares[from + c];
          }
        }
      }
      if (++ow == outW) {
        ow = 0;
        row++;
      }
    }
  }
}
