package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Memory;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.engine.backend.host.HostMemory;
import java.util.Arrays;

/// Memory in Java arrays, like [HostMemory]'s, whose large moves are shared out among threads.
final class SimdMemory implements Memory<HostBuffer> {
  /// How many floats a chunk moves.
  private static final int CHUNK = 1 << 15;

  /// Rows and columns of a tile of a transpose: it stays in the L1 cache.
  private static final int TILE = 32;

  private final HostMemory host = new HostMemory();
  private final WorkerPool pool;

  SimdMemory(WorkerPool pool) {
    this.pool = pool;
  }

  @Override
  public HostBuffer allocate(int length) {
    return host.allocate(length);
  }

  @Override
  public void release(HostBuffer buffer) {
    host.release(buffer);
  }

  @Override
  public void upload(HostBuffer dst, float[] src, int offset, int length) {
    host.upload(dst, src, offset, length);
  }

  @Override
  public void download(float[] dst, int offset, HostBuffer src, int length) {
    host.download(dst, offset, src, length);
  }

  /// About as many vector operations as moving n floats takes.
  private static long work(long n) {
    return n / 2;
  }

  @Override
  public void copy(HostBuffer dst, HostBuffer src, int n) {
    pool.run(
        Math.ceilDiv(n, CHUNK),
        work(n),
        (chunk, mine) -> {
          int at = chunk * CHUNK;
          int length = Math.min(CHUNK, n - at);
          System.arraycopy(src.array(), src.offset() + at, dst.array(), dst.offset() + at, length);
        });
  }

  @Override
  public void fill(HostBuffer dst, float value, int n) {
    pool.run(
        Math.ceilDiv(n, CHUNK),
        work(n),
        (chunk, mine) -> {
          int at = dst.offset() + chunk * CHUNK;
          Arrays.fill(dst.array(), at, at + Math.min(CHUNK, n - chunk * CHUNK), value);
        });
  }

  @Override
  public void copy2d(
      HostBuffer dst, int dstStride, HostBuffer src, int srcStride, int rows, int cols) {
    int chunkRows = Math.max(1, CHUNK / Math.max(1, cols));
    pool.run(
        Math.ceilDiv(rows, chunkRows),
        work((long) rows * cols),
        (chunk, mine) -> {
          int first = chunk * chunkRows;
          Moves.rows(
              dst.array(),
              dst.offset() + first * dstStride,
              dstStride,
              src.array(),
              src.offset() + first * srcStride,
              srcStride,
              Math.min(chunkRows, rows - first),
              cols);
        });
  }

  /// Axes that stay neighbours are one. Then either the last axis stays the last: rows are copied.
  /// Or it is a batch of transposes, between the last axis of x and that of y, tile by tile.
  @Override
  public void permute(HostBuffer y, HostBuffer x, int[] dims, int[] axes) {
    MergedAxes m = MergedAxes.of(dims, axes);
    if (m.numel() == 0) {
      return;
    }
    int last = m.lengths().length - 1;
    if (m.from()[last] == 1) {
      permuteRows(y, x, m);
    } else {
      transpose(y, x, m);
    }
  }

  private void permuteRows(HostBuffer y, HostBuffer x, MergedAxes m) {
    int last = m.lengths().length - 1;
    int row = last - 1; // the axis along which a chunk's rows lie, if there is one
    int rows = row < 0 ? 1 : m.lengths()[row];
    int n = m.lengths()[last];
    pool.run(
        m.numel() / (rows * n),
        work(m.numel()),
        (chunk, mine) ->
            Moves.rows(
                y.array(),
                y.offset() + m.at(chunk, m.to(), row, last),
                n,
                x.array(),
                x.offset() + m.at(chunk, m.from(), row, last),
                row < 0 ? 0 : m.from()[row],
                rows,
                n));
  }

  private void transpose(HostBuffer y, HostBuffer x, MergedAxes m) {
    int last = m.lengths().length - 1;
    int inner = m.unitAxis();
    int rows = m.lengths()[inner];
    int columns = m.lengths()[last];
    int strips = Math.ceilDiv(rows, TILE);
    pool.run(
        m.numel() / (rows * columns) * strips,
        2 * work(m.numel()),
        (chunk, mine) -> {
          int r = chunk % strips * TILE;
          int to = y.offset() + m.at(chunk / strips, m.to(), inner, last) + r * m.to()[inner];
          int from = x.offset() + m.at(chunk / strips, m.from(), inner, last) + r;
          int count = Math.min(TILE, rows - r);
          for (int c = 0; c < columns; c += TILE) {
            Moves.transpose(
                y.array(),
                to + c,
                m.to()[inner],
                x.array(),
                from + c * m.from()[last],
                m.from()[last],
                count,
                Math.min(TILE, columns - c));
          }
        });
  }

  @Override
  public void synchronize() {
    host.synchronize();
  }
}
