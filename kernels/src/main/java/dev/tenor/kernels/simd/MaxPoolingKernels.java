package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.PoolGeometry;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Max pooling of one row of output pixels, and its gradient. Of a window only what lies inside the
/// image is looked at: its rows `top … bottom`, and of these the columns from `left` to `right`.
final class MaxPoolingKernels {
  private MaxPoolingKernels() {}

  /// One row of output pixels: the maxima and their places in the windows. A value replaces the
  /// maximum so far if it is greater, or the first NaN.
  ///
  /// @param xo where the image begins
  static void row(
      float[] y, int yo, float[] index, int io, float[] x, int xo, int oh, PoolGeometry g) {
    int channels = g.channels();
    int kernelW = g.kernelW();
    int width = g.width();
    int firstRow = oh * g.strideH() - g.padH();
    int top = Math.max(0, -firstRow);
    int bottom = Math.min(g.kernelH(), g.height() - firstRow);
    int outW = g.outW();
    for (int ow = 0; ow < outW; ow++) {
      int firstColumn = ow * g.strideW() - g.padW();
      int left = Math.max(0, -firstColumn);
      int right = Math.min(kernelW, width - firstColumn);
      int corner = xo + (firstRow * width + firstColumn) * channels;
      int out = ow * channels;
      int c = 0;
      for (; c <= channels - L; c += L) {
        int first = corner + (top * width + left) * channels + c;
        FloatVector best = FloatVector.fromArray(F, x, first);
        FloatVector place = FloatVector.broadcast(F, (float) (top * kernelW + left));
        for (int row = top; row < bottom; row++) {
          for (int column = left; column < right; column++) {
            FloatVector v =
                FloatVector.fromArray(F, x, corner + (row * width + column) * channels + c);
            VectorMask<Float> isNumber = best.compare(VectorOperators.EQ, best);
            VectorMask<Float> better = v.compare(VectorOperators.LE, best).not().and(isNumber);
            best = best.blend(v, better);
            place = place.blend((float) (row * kernelW + column), better);
          }
        }
        best.intoArray(y, yo + out + c);
        place.intoArray(index, io + out + c);
      }
      for (; c < channels; c++) {
        float best = x[corner + (top * width + left) * channels + c];
        int place = top * kernelW + left;
        for (int i = top * kernelW; i < bottom * kernelW; i++) {
          int column = i % kernelW;
          if (column >= left && column < right) {
            float v = x[corner + (i / kernelW * width + column) * channels + c];
            boolean better = !(v <= best) && !Float.isNaN(best);
            best = better ? v : best;
            place = better ? i : place;
          }
        }
        y[yo + out + c] = best;
        index[io + out + c] = place;
      }
    }
  }

  /// Adds the gradients of one row of output pixels to the places of their maxima.
  ///
  /// @param dxo where the image begins
  static void scatterRow(
      float[] dx, int dxo, float[] dy, int dyo, float[] index, int io, int oh, PoolGeometry g) {
    int channels = g.channels();
    int kernelW = g.kernelW();
    int width = g.width();
    int firstRow = oh * g.strideH() - g.padH();
    int top = Math.max(0, -firstRow);
    int bottom = Math.min(g.kernelH(), g.height() - firstRow);
    int outW = g.outW();
    for (int ow = 0; ow < outW; ow++) {
      int firstColumn = ow * g.strideW() - g.padW();
      int left = Math.max(0, -firstColumn);
      int right = Math.min(kernelW, width - firstColumn);
      int corner = dxo + (firstRow * width + firstColumn) * channels;
      int out = ow * channels;
      int c = 0;
      for (; c <= channels - L; c += L) {
        FloatVector up = FloatVector.fromArray(F, dy, dyo + out + c);
        FloatVector place = FloatVector.fromArray(F, index, io + out + c);
        FloatVector zero = FloatVector.zero(F);
        for (int row = top; row < bottom; row++) {
          for (int column = left; column < right; column++) {
            int at = corner + (row * width + column) * channels + c;
            float here = row * kernelW + column;
            FloatVector share = zero.blend(up, place.compare(VectorOperators.EQ, here));
            FloatVector.fromArray(F, dx, at).add(share).intoArray(dx, at);
          }
        }
      }
      for (; c < channels; c++) {
        int place = (int) index[io + out + c];
        int at = corner + (place / kernelW * width + place % kernelW) * channels + c;
        dx[at] += dy[dyo + out + c];
      }
    }
  }
}
