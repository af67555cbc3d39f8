package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.PoolGeometry;
import dev.tenor.engine.backend.scalar.HostBuffer;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Average pooling, x [B, H, W, C], y [B, outH, outW, C].
final class Pool {
  private Pool() {}

  private static long work(PoolGeometry g) {
    return (long) g.batch() * g.height() * g.width() * g.channels();
  }

  static void average(WorkerPool pool, HostBuffer y, HostBuffer x, PoolGeometry g) {
    pool.run(
        g.batch() * g.outH(),
        work(g),
        (chunk, mine) -> {
          int b = chunk / g.outH();
          int h = chunk % g.outH() * g.strideH();
          int from = x.offset() + (b * g.height() + h) * g.width() * g.channels();
          int to = y.offset() + chunk * g.outW() * g.channels();
          averageRow(y.array(), to, x.array(), from, g);
        });
  }

  /// One row of output pixels.
  private static void averageRow(float[] y, int yo, float[] x, int xo, PoolGeometry g) {
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
        FloatVector sum = FloatVector.zero(F);
        for (int row = 0; row < kernelH; row++) {
          for (int column = 0; column < kernelW; column++) {
            sum =
                sum.add(
                    FloatVector.fromArray(F, x, from + row * rowFloats + column * channels + c));
          }
        }
        sum.mul(scale).intoArray(y, yo + ow * channels + c);
      }
      if (c < channels) {
        VectorMask<Float> mask = F.indexInRange(0, channels - c);
        FloatVector sum = FloatVector.zero(F);
        for (int row = 0; row < kernelH; row++) {
          for (int column = 0; column < kernelW; column++) {
            sum =
                sum.add(
                    FloatVector.fromArray(
                        F, x, from + row * rowFloats + column * channels + c, mask));
          }
        }
        sum.mul(scale).intoArray(y, yo + ow * channels + c, mask);
      }
    }
  }

  /// Windows that do not overlap give each output row its own input rows; otherwise a chunk is a
  /// whole image.
  static void averageBackward(WorkerPool pool, HostBuffer dx, HostBuffer dy, PoolGeometry g) {
    boolean disjoint = g.strideH() >= g.kernelH();
    int chunksPerImage = disjoint ? g.outH() : 1;
    int image = g.height() * g.width() * g.channels();
    pool.run(
        g.batch() * chunksPerImage,
        work(g),
        (chunk, mine) -> {
          int b = chunk / chunksPerImage;
          int first = chunk % chunksPerImage;
          int rowsPerChunk = disjoint ? 1 : g.outH();
          boolean last = first + rowsPerChunk == g.outH();
          int rowFloats = g.width() * g.channels();
          int to = dx.offset() + b * image;
          int begin = first * g.strideH() * rowFloats;
          int end = last ? image : (first + 1) * g.strideH() * rowFloats;
          Arrays.fill(dx.array(), to + begin, to + end, 0f);
          for (int oh = first; oh < first + rowsPerChunk; oh++) {
            int from = dy.offset() + (b * g.outH() + oh) * g.outW() * g.channels();
            int row = to + oh * g.strideH() * rowFloats;
            spreadRow(dx.array(), row, dy.array(), from, g);
          }
        });
  }

  /// Adds the gradients of one row of output pixels to their windows.
  private static void spreadRow(float[] dx, int dxo, float[] dy, int dyo, PoolGeometry g) {
    int channels = g.channels();
    int rowFloats = g.width() * channels;
    int kernelH = g.kernelH();
    int kernelW = g.kernelW();
    int step = g.strideW() * channels;
    float scale = 1f / (kernelH * kernelW);
    for (int ow = 0; ow < g.outW(); ow++) {
      for (int c = 0; c < channels; c += L) {
        VectorMask<Float> mask = F.indexInRange(0, channels - c);
        FloatVector share = FloatVector.fromArray(F, dy, dyo + ow * channels + c, mask).mul(scale);
        for (int row = 0; row < kernelH; row++) {
          for (int column = 0; column < kernelW; column++) {
            int at = dxo + ow * step + row * rowFloats + column * channels + c;
            FloatVector.fromArray(F, dx, at, mask).add(share).intoArray(dx, at, mask);
          }
        }
      }
    }
  }
}
