package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.PoolGeometry;
import dev.tenor.engine.backend.Pooling;
import dev.tenor.engine.backend.host.HostBuffer;
import java.util.Arrays;

/// Pooling, x [B, H, W, C], y [B, outH, outW, C]. A chunk is a row of the output; in a gradient
/// whose windows overlap it is a whole image.
final class SimdPooling implements Pooling<HostBuffer> {
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

  @Override
  public void averageBackward(HostBuffer dx, HostBuffer dy, PoolGeometry g) {
    forRows(
        dx,
        g,
        (b, oh) -> {
          int from = dy.offset() + (b * g.outH() + oh) * g.outW() * g.channels();
          int row = dx.offset() + (b * g.height() + oh * g.strideH()) * g.width() * g.channels();
          PoolingKernels.scatterRow(dx.array(), row, dy.array(), from, g);
        });
  }

  @Override
  public void max(HostBuffer y, HostBuffer index, HostBuffer x, PoolGeometry g) {
    pool.run(
        g.batch() * g.outH(),
        work(g),
        (chunk, mine) -> {
          int image = x.offset() + chunk / g.outH() * g.height() * g.width() * g.channels();
          int to = chunk * g.outW() * g.channels();
          MaxPoolingKernels.row(
              y.array(),
              y.offset() + to,
              index.array(),
              index.offset() + to,
              x.array(),
              image,
              chunk % g.outH(),
              g);
        });
  }

  @Override
  public void maxBackward(HostBuffer dx, HostBuffer dy, HostBuffer index, PoolGeometry g) {
    forRows(
        dx,
        g,
        (b, oh) -> {
          int from = (b * g.outH() + oh) * g.outW() * g.channels();
          MaxPoolingKernels.scatterRow(
              dx.array(),
              dx.offset() + b * g.height() * g.width() * g.channels(),
              dy.array(),
              dy.offset() + from,
              index.array(),
              index.offset() + from,
              oh,
              g);
        });
  }

  /// What adds the gradients of one row of output pixels.
  @FunctionalInterface
  private interface Row {
    void add(int image, int oh);
  }

  /// Clears dx and calls `row` for all rows of the output. Windows that do not overlap give each
  /// its own rows of the input; otherwise a chunk is a whole image.
  private void forRows(HostBuffer dx, PoolGeometry g, Row row) {
    boolean disjoint = g.strideH() >= g.kernelH();
    int chunksPerImage = disjoint ? g.outH() : 1;
    int rowFloats = g.width() * g.channels();
    pool.run(
        g.batch() * chunksPerImage,
        work(g),
        (chunk, mine) -> {
          int b = chunk / chunksPerImage;
          int first = chunk % chunksPerImage;
          int end = first + (disjoint ? 1 : g.outH());
          int top = first == 0 ? 0 : first * g.strideH() - g.padH();
          int bottom = end == g.outH() ? g.height() : end * g.strideH() - g.padH();
          int image = dx.offset() + b * g.height() * rowFloats;
          Arrays.fill(dx.array(), image + top * rowFloats, image + bottom * rowFloats, 0f);
          for (int oh = first; oh < end; oh++) {
            row.add(b, oh);
          }
        });
  }
}
