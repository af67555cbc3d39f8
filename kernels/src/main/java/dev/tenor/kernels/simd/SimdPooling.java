package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.PoolGeometry;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.engine.backend.scalar.ScalarPooling;
import java.util.Arrays;

/// Average pooling, x [B, H, W, C], y [B, outH, outW, C]. Max pooling is the reference's.
final class SimdPooling extends ScalarPooling {
  private final WorkerPool pool;

  SimdPooling(WorkerPool pool) {
    this.pool = pool;
  }

  private static long work(PoolGeometry g) {
    return (long) g.batch() * g.height() * g.width() * g.channels();
  }

  @Override
  public void average(HostBuffer y, HostBuffer x, PoolGeometry g) {
    pool.run(
        g.batch() * g.outH(),
        work(g),
        (chunk, mine) -> {
          int b = chunk / g.outH();
          int h = chunk % g.outH() * g.strideH();
          int from = x.offset() + (b * g.height() + h) * g.width() * g.channels();
          int to = y.offset() + chunk * g.outW() * g.channels();
          PoolingKernels.averageRow(y.array(), to, x.array(), from, g);
        });
  }

  /// Windows that do not overlap give each output row its own input rows; otherwise a chunk is a
  /// whole image.
  @Override
  public void averageBackward(HostBuffer dx, HostBuffer dy, PoolGeometry g) {
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
            PoolingKernels.scatterRow(dx.array(), row, dy.array(), from, g);
          }
        });
  }
}
