package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.PoolGeometry;
import jdk.incubator.vector.FloatVector;

/// Average pooling of one row of output pixels, and its gradient.
final class PoolingKernels {
  private PoolingKernels() {}

  /// One row of output pixels.
  static void averageRow(float[] y, int yo, float[] x, int xo, PoolGeometry g) {
    int channels = g.channels();
    int rowFloats = g.width() * channels;
    int kernelH = g.kernelH();
    int kernelW = g.kernelW();
    int step = g.strideW() * channels;
    float scale = 1f / (kernelH * kernelW);
    boolean halves = kernelH == 2 && kernelW == 2;
    for (int ow = 0; ow < g.outW(); ow++) {
      int from = xo + ow * step;
      int c = 0;
      for (; c <= channels - L && halves; c += L) { // the usual case, unrolled
        FloatVector above =
            FloatVector.fromArray(F, x, from + c)
                .add(FloatVector.fromArray(F, x, from + channels + c));
        int below = from + rowFloats + c;
        FloatVector sum =
            above
                .add(FloatVector.fromArray(F, x, below))
                .add(FloatVector.fromArray(F, x, below + channels));
        sum.mul(scale).intoArray(y, yo + ow * channels + c);
      }
      for (; c <= channels - L; c += L) {
        FloatVector sum = FloatVector.broadcast(F, -0f); // to which x is added without a change
        for (int row = 0; row < kernelH; row++) {
          for (int column = 0; column < kernelW; column++) {
            sum =
                sum.add(
                    FloatVector.fromArray(F, x, from + row * rowFloats + column * channels + c));
          }
        }
        FloatVector.broadcast(F, scale).mul(sum).intoArray(y, yo + ow * channels + c);
      }
      for (; c < channels; c++) {
        float sum = -0f;
        for (int row = 0; row < kernelH; row++) {
          for (int column = 0; column < kernelW; column++) {
            sum += x[from + row * rowFloats + column * channels + c];
          }
        }
        y[yo + ow * channels + c] = sum * scale;
      }
    }
  }

  /// Adds the gradients of one row of output pixels to their windows.
  static void scatterRow(float[] dx, int dxo, float[] dy, int dyo, PoolGeometry g) {
    int channels = g.channels();
    int rowFloats = g.width() * channels;
    int kernelH = g.kernelH();
    int kernelW = g.kernelW();
    int step = g.strideW() * channels;
    float scale = 1f / (kernelH * kernelW);
    for (int ow = 0; ow < g.outW(); ow++) {
      int from = dyo + ow * channels;
      for (int row = 0; row < kernelH; row++) {
        for (int column = 0; column < kernelW; column++) {
          int to = dxo + ow * step + row * rowFloats + column * channels;
          addScaled(dx, to, dy, from, scale, channels);
        }
      }
    }
  }

  private static void addScaled(float[] y, int yo, float[] x, int xo, float scale, int n) {
    int i = 0;
    for (; i <= n - L; i += L) {
      FloatVector share = FloatVector.fromArray(F, x, xo + i).mul(scale);
      FloatVector.fromArray(F, y, yo + i).add(share).intoArray(y, yo + i);
    }
    for (; i < n; i++) {
      y[yo + i] += x[xo + i] * scale;
    }
  }
}
