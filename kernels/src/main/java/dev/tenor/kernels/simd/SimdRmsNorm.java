package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.RmsNorm;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;

/// Root-mean-square norm over rows, in chunks of fixed size, whose shares of gamma's gradient are
/// added in order.
final class SimdRmsNorm implements RmsNorm<HostBuffer> {
  private static final int CHUNK_FLOATS = 1 << 13;

  private final WorkerPool pool;

  SimdRmsNorm(WorkerPool pool) {
    this.pool = pool;
  }

  private static int chunkRows(int cols) {
    return Math.max(1, CHUNK_FLOATS / Math.max(1, cols));
  }

  @Override
  public void forward(
      HostBuffer y,
      HostBuffer rstd,
      HostBuffer x,
      HostBuffer gamma,
      float eps,
      int rows,
      int cols) {
    int chunkRows = chunkRows(cols);
    pool.run(
        Math.ceilDiv(rows, chunkRows),
        (long) rows * cols,
        (chunk, mine) -> {
          int end = Math.min(rows, (chunk + 1) * chunkRows);
          for (int r = chunk * chunkRows; r < end; r++) {
            int xo = x.offset() + r * cols;
            double squares = ReduceKernels.dot(x.array(), xo, x.array(), xo, cols, mine.lanes());
            float scale = (float) (1 / Math.sqrt(squares / cols + eps));
            rstd.array()[rstd.offset() + r] = scale;
            int to = y.offset() + r * cols;
            RmsNormKernels.normalize(
                y.array(), to, x.array(), xo, scale, gamma.array(), gamma.offset(), cols);
          }
        });
  }

  @Override
  public void backward(
      HostBuffer dx,
      HostBuffer dgamma,
      HostBuffer dy,
      HostBuffer x,
      HostBuffer rstd,
      HostBuffer gamma,
      int rows,
      int cols) {
    int chunkRows = chunkRows(cols);
    int chunks = Math.ceilDiv(rows, chunkRows);
    float[] partial = pool.shared().floats(Use.PARTIAL, (long) chunks * cols);
    pool.run(
        chunks,
        2L * rows * cols,
        (chunk, mine) -> {
          int end = Math.min(rows, (chunk + 1) * chunkRows);
          int sums = chunk * cols;
          Arrays.fill(partial, sums, sums + cols, 0f);
          for (int r = chunk * chunkRows; r < end; r++) {
            RmsNormKernels.gradient(
                dx.array(),
                dx.offset() + r * cols,
                partial,
                sums,
                dy.array(),
                dy.offset() + r * cols,
                x.array(),
                x.offset() + r * cols,
                rstd.array()[rstd.offset() + r],
                gamma.array(),
                gamma.offset(),
                cols,
                mine.floats(Use.ROWS, 2L * cols),
                mine.lanes());
          }
        });
    for (int c = 0; c < cols; c++) {
      double sum = 0;
      for (int chunk = 0; chunk < chunks; chunk++) {
        sum += partial[chunk * cols + c];
      }
      dgamma.array()[dgamma.offset() + c] += (float) sum;
    }
  }
}
