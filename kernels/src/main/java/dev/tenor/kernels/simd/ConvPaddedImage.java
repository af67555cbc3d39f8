package dev.tenor.kernels.simd;

import java.util.Arrays;

/// Images x [B, height, width, channels], seen with padding: pixel (h, w) lies at row h·dilationH +
/// padH and column w·dilationW + padW of the padded image, and all else is 0. Padding may be
/// negative (pixels outside are then left out).
record ConvPaddedImage(
    float[] x,
    int xo,
    int height,
    int width,
    int channels,
    int dilationH,
    int dilationW,
    int padH,
    int padW) {

  /// Writes rows `from … from + rows` of padded image `b`, `paddedWidth` pixels each.
  void pad(float[] padded, int b, int from, int rows, int paddedWidth) {
    int rowFloats = paddedWidth * channels;
    for (int r = 0; r < rows; r++) {
      int row = from + r - padH;
      int to = r * rowFloats;
      if (row < 0 || row % dilationH != 0 || row / dilationH >= height) {
        Arrays.fill(padded, to, to + rowFloats, 0f);
      } else {
        int at = xo + (b * height + row / dilationH) * width * channels;
        if (dilationW == 1) {
          padRow(padded, to, rowFloats, at);
        } else {
          dilateRow(padded, to, paddedWidth, at);
        }
      }
    }
  }

  private void padRow(float[] padded, int to, int rowFloats, int at) {
    int left = Math.clamp(padW * channels, 0, rowFloats);
    int skipped = left - padW * channels;
    int copied = Math.clamp(width * channels - skipped, 0, rowFloats - left);
    Arrays.fill(padded, to, to + left, 0f);
    if (copied > 0) { // otherwise the source index may lie outside of x
      System.arraycopy(x, at + skipped, padded, to + left, copied);
    }
    Arrays.fill(padded, to + left + copied, to + rowFloats, 0f);
  }

  private void dilateRow(float[] padded, int to, int paddedWidth, int at) {
    Arrays.fill(padded, to, to + paddedWidth * channels, 0f);
    for (int w = 0; w < width; w++) {
      int column = w * dilationW + padW;
      if (column >= 0 && column < paddedWidth) {
        System.arraycopy(x, at + w * channels, padded, to + column * channels, channels);
      }
    }
  }
}
