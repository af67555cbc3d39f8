package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Resampling;
import dev.tenor.engine.backend.host.HostBuffer;

/// Weighted sums over windows along one axis. A chunk is a number of rows of the result.
final class SimdResampling implements Resampling<HostBuffer> {
  private static final int CHUNK_FLOATS = 1 << 13;

  private final WorkerPool pool;

  SimdResampling(WorkerPool pool) {
    this.pool = pool;
  }

  @Override
  public void alongAxis(
      HostBuffer y,
      HostBuffer x,
      HostBuffer table,
      int outer,
      int in,
      int out,
      int inner,
      int taps) {
    int rows = outer * out;
    int chunkRows = Math.max(1, CHUNK_FLOATS / Math.max(1, inner));
    pool.run(
        Math.ceilDiv(rows, chunkRows),
        (long) rows * inner,
        (chunk, mine) -> {
          int end = Math.min(rows, (chunk + 1) * chunkRows);
          for (int row = chunk * chunkRows; row < end; row++) {
            int line = table.offset() + row % out * (2 + taps);
            int first = row / out * in + (int) table.array()[line];
            ResamplingKernels.row(
                y.array(),
                y.offset() + row * inner,
                x.array(),
                x.offset() + first * inner,
                table.array(),
                line + 2,
                (int) table.array()[line + 1],
                inner);
          }
        });
  }
}
