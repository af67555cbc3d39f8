package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.LayerNorm;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;

/// Layer norm over the rows of x [rows, cols]. Rows are cut into chunks of fixed size, whose shares
/// of the parameters' gradients are added in order.
final class SimdLayerNorm implements LayerNorm<HostBuffer> {
  private static final int CHUNK_FLOATS = 1 << 13;

  private final WorkerPool pool;

  SimdLayerNorm(WorkerPool pool) {
    this.pool = pool;
  }

  private static int chunkRows(int cols) {
    return Math.max(1, CHUNK_FLOATS / Math.max(1, cols));
  }

  @Override
  public void forward(
      HostBuffer y,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer x,
      HostBuffer gamma,
      HostBuffer beta,
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
            float center = ReduceKernels.sum(x.array(), xo, cols, mine.lanes()) / cols;
            float variance =
                NormRowKernels.squares(x.array(), xo, center, cols, mine.lanes()) / cols;
            float scale = (float) (1 / Math.sqrt((double) variance + eps));
            mean.array()[mean.offset() + r] = center;
            rstd.array()[rstd.offset() + r] = scale;
            NormRowKernels.normalize(
                y.array(),
                y.offset() + r * cols,
                x.array(),
                xo,
                center,
                scale,
                gamma.array(),
                gamma.offset(),
                beta.array(),
                beta.offset(),
                cols);
          }
        });
  }

  @Override
  public void backward(
      HostBuffer dx,
      HostBuffer dgamma,
      HostBuffer dbeta,
      HostBuffer dy,
      HostBuffer x,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer gamma,
      int rows,
      int cols) {
    int chunkRows = chunkRows(cols);
    int chunks = Math.ceilDiv(rows, chunkRows);
    float[] partial = pool.shared().floats(Use.PARTIAL, 2L * chunks * cols);
    pool.run(
        chunks,
        2L * rows * cols,
        (chunk, mine) -> {
          int end = Math.min(rows, (chunk + 1) * chunkRows);
          int sums = 2 * chunk * cols;
          Arrays.fill(partial, sums, sums + 2 * cols, 0f);
          for (int r = chunk * chunkRows; r < end; r++) {
            NormRowKernels.gradient(
                dx.array(),
                dx.offset() + r * cols,
                partial,
                sums,
                dy.array(),
                dy.offset() + r * cols,
                x.array(),
                x.offset() + r * cols,
                mean.array()[mean.offset() + r],
                rstd.array()[rstd.offset() + r],
                gamma.array(),
                gamma.offset(),
                cols,
                mine.floats(Use.ROWS, 2L * cols),
                mine.lanes());
          }
        });
    addInOrder(dgamma, partial, 0, chunks, cols);
    addInOrder(dbeta, partial, cols, chunks, cols);
  }

  private static void addInOrder(HostBuffer to, float[] partial, int from, int chunks, int cols) {
    for (int c = 0; c < cols; c++) {
      double sum = 0;
      for (int chunk = 0; chunk < chunks; chunk++) {
        sum += partial[2 * chunk * cols + from + c];
      }
      to.array()[to.offset() + c] += (float) sum;
    }
  }
}
