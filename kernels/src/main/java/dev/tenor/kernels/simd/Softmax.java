package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;
import static dev.tenor.kernels.simd.Lanes.broadcast;
import static dev.tenor.kernels.simd.Lanes.load;
import static dev.tenor.kernels.simd.Lanes.zero;

import dev.tenor.engine.backend.scalar.HostBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
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
          int end = Math.min(rows, (chunk + 1) * chunkRows);
          for (int r = chunk * chunkRows; r < end; r++) {
            row(y.array(), y.offset() + r * cols, x.array(), x.offset() + r * cols, cols);
          }
        });
  }

  private static void row(float[] y, int yo, float[] x, int xo, int n) {
    float max = max(x, xo, n);
    if (max == Float.NEGATIVE_INFINITY) { // all hidden
      for (int i = 0; i < n; i++) {
        y[yo + i] = 0;
      }
      return;
    }
    FloatVector sum = zero();
    for (int i = 0; i < n; i += L) {
      VectorMask<Float> mask = F.indexInRange(i, n);
      FloatVector e = VMath.exp(load(x, xo + i, mask).sub(max));
      e.intoArray(y, yo + i, mask);
      sum = sum.add(zero().blend(e, mask));
    }
    FloatVector total = broadcast(Lanes.sum(sum));
    for (int i = 0; i < n; i += L) {
      VectorMask<Float> mask = F.indexInRange(i, n);
      load(y, yo + i, mask).div(total).intoArray(y, yo + i, mask);
    }
  }

  /// The largest of n values; NaN if one of them is.
  private static float max(float[] x, int xo, int n) {
    FloatVector lowest = broadcast(Float.NEGATIVE_INFINITY);
    FloatVector max = lowest;
    for (int i = 0; i < n; i += L) {
      VectorMask<Float> mask = F.indexInRange(i, n);
      max = max.max(lowest.blend(load(x, xo + i, mask), mask));
    }
    return max.reduceLanes(VectorOperators.MAX);
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
                cols);
          }
        });
  }

  private static void rowGradient(
      float[] dx, int dxo, float[] dy, int dyo, float[] y, int yo, int n) {
    FloatVector dot = broadcast(Reduce.dot(dy, dyo, y, yo, n));
    for (int i = 0; i < n; i += L) {
      VectorMask<Float> mask = F.indexInRange(i, n);
      FloatVector d = load(dy, dyo + i, mask).sub(dot);
      d.mul(load(y, yo + i, mask)).intoArray(dx, dxo + i, mask);
    }
  }
}
