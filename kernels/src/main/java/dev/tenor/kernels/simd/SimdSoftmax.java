package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.engine.backend.scalar.ScalarSoftmax;
import java.util.Arrays;

/// Softmax over the rows of x [rows, cols], and its gradient. Log-softmax and cross-entropy are the
/// reference's.
final class SimdSoftmax extends ScalarSoftmax {
  private static final int CHUNK_FLOATS = 1 << 12;

  private final WorkerPool pool;

  SimdSoftmax(WorkerPool pool) {
    this.pool = pool;
  }

  private static int chunkRows(int cols) {
    return Math.max(1, CHUNK_FLOATS / Math.max(1, cols));
  }

  @Override
  public void forward(HostBuffer y, HostBuffer x, int rows, int cols) {
    int chunkRows = chunkRows(cols);
    pool.run(
        Math.ceilDiv(rows, chunkRows),
        8L * rows * cols,
        (chunk, mine) -> {
          int whole = GemmTile.roundUp(cols, MathKernels.STEP);
          float[] row = mine.floats(Scratch.Use.TAIL, whole);
          int end = Math.min(rows, (chunk + 1) * chunkRows);
          for (int r = chunk * chunkRows; r < end; r++) {
            System.arraycopy(x.array(), x.offset() + r * cols, row, 0, cols);
            Arrays.fill(row, cols, whole, Float.NEGATIVE_INFINITY);
            SoftmaxKernels.row(row, 0, whole, mine.lanes());
            System.arraycopy(row, 0, y.array(), y.offset() + r * cols, cols);
          }
        });
  }

  /// dx = y·(dy − Σ dy·y).
  @Override
  public void backward(HostBuffer dx, HostBuffer dy, HostBuffer y, int rows, int cols) {
    int chunkRows = chunkRows(cols);
    pool.run(
        Math.ceilDiv(rows, chunkRows),
        2L * rows * cols,
        (chunk, mine) -> {
          int end = Math.min(rows, (chunk + 1) * chunkRows);
          for (int r = chunk * chunkRows; r < end; r++) {
            int at = r * cols;
            SoftmaxKernels.rowGradient(
                dx.array(),
                dx.offset() + at,
                dy.array(),
                dy.offset() + at,
                y.array(),
                y.offset() + at,
                cols,
                mine.lanes());
          }
        });
  }
}
