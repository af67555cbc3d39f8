package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.scalar.HostBuffer;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Softmax over the rows of x [rows, cols], and its gradient.
final class Softmax {
  private static final int CHUNK_FLOATS = 1 << 12;

  private Softmax() {}

  private static int chunkRows(int cols) {
    return Math.max(1, CHUNK_FLOATS / Math.max(1, cols));
  }

  static void forward(WorkerPool pool, HostBuffer y, HostBuffer x, int rows, int cols) {
    int chunkRows = chunkRows(cols);
    pool.run(
        Math.ceilDiv(rows, chunkRows),
        8L * rows * cols,
        (chunk, mine) -> {
          int whole = Tile.roundUp(cols, VMath.STEP);
          float[] row = mine.floats(Scratch.Use.TAIL, whole);
          int end = Math.min(rows, (chunk + 1) * chunkRows);
          for (int r = chunk * chunkRows; r < end; r++) {
            System.arraycopy(x.array(), x.offset() + r * cols, row, 0, cols);
            Arrays.fill(row, cols, whole, Float.NEGATIVE_INFINITY);
            row(row, 0, whole, mine.lanes());
            System.arraycopy(row, 0, y.array(), y.offset() + r * cols, cols);
          }
        });
  }

  /// The row x[at …] in place; `n` is a multiple of VMath.STEP. One that is −∞ throughout gives
  /// zeros.
  static void row(float[] x, int at, int n, float[] lanes) {
    float max = max(x, at, n);
    int end = at + n;
    if (max == Float.NEGATIVE_INFINITY) { // all hidden
      Arrays.fill(x, at, end, 0f);
      return;
    }
    for (int i = at; i < end; i += L) {
      FloatVector.fromArray(F, x, i).sub(max).intoArray(x, i);
    }
    VMath.exp(x, at, x, at, n);
    float total = Reduce.sum(x, at, n, lanes);
    for (int i = at; i < end; i += L) {
      FloatVector.fromArray(F, x, i).div(total).intoArray(x, i);
    }
  }

  /// The largest of n values; NaN if one of them is.
  private static float max(float[] x, int at, int n) {
    FloatVector max = FloatVector.broadcast(F, Float.NEGATIVE_INFINITY);
    for (int i = at; i < at + n; i += L) {
      max = FloatVector.fromArray(F, x, i).max(max);
    }
    return FloatVector.fromArray(F, x, at).max(max).reduceLanes(VectorOperators.MAX);
  }

  /// dx = y·(dy − Σ dy·y).
  static void backward(
      WorkerPool pool, HostBuffer dx, HostBuffer dy, HostBuffer y, int rows, int cols) {
    int chunkRows = chunkRows(cols);
    pool.run(
        Math.ceilDiv(rows, chunkRows),
        2L * rows * cols,
        (chunk, mine) -> {
          int end = Math.min(rows, (chunk + 1) * chunkRows);
          for (int r = chunk * chunkRows; r < end; r++) {
            int at = r * cols;
            rowGradient(
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

  static void rowGradient(
      float[] dx, int dxo, float[] dy, int dyo, float[] y, int yo, int n, float[] lanes) {
    float dot = Reduce.dot(dy, dyo, y, yo, n, lanes);
    for (int i = 0; i < n; i++) {
      dx[dxo + i] = (dy[dyo + i] - dot) * y[yo + i];
    }
  }
}
