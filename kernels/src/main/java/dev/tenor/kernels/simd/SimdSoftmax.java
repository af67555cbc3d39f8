package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.AttentionGeometry;
import dev.tenor.engine.backend.Softmax;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.engine.backend.host.HostIds;
import dev.tenor.engine.backend.scalar.ScalarSoftmax;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;

/// Softmax and log-softmax over the rows of x [rows, cols], their gradients, and cross-entropy. A
/// chunk is some whole rows, each of which is padded in scratch memory. Log-softmax and
/// cross-entropy of few columns, less than a vector's worth, are the reference's.
final class SimdSoftmax implements Softmax<HostBuffer> {
  private static final int CHUNK_FLOATS = 1 << 12;

  /// The most columns for the reference. Fixed, as it decides how sums are rounded.
  private static final int FEW = 16;

  private final ScalarSoftmax reference = new ScalarSoftmax();
  private final WorkerPool pool;

  SimdSoftmax(WorkerPool pool) {
    this.pool = pool;
  }

  private static int chunkRows(int cols) {
    return Math.max(1, CHUNK_FLOATS / Math.max(1, cols));
  }

  @Override
  public void forward(HostBuffer y, HostBuffer x, int rows, int cols) {
    int whole = SoftmaxKernels.padded(cols);
    forRows(
        rows,
        cols,
        8,
        (r, mine) -> {
          float[] row = padded(x, r, cols, whole, mine);
          SoftmaxKernels.row(row, 0, cols, whole, mine.lanes());
          System.arraycopy(row, 0, y.array(), y.offset() + r * cols, cols);
        });
  }

  @Override
  public void hide(HostBuffer scores, HostBuffer lengths, AttentionGeometry g) {
    int maps = g.batch() * g.heads();
    pool.run(
        maps,
        (long) g.scores(),
        (map, _) -> {
          int length = lengths == null ? g.keys() : (int) lengths.get(map / g.heads());
          for (int query = 0; query < g.queries(); query++) {
            int seen = g.causal() ? Math.min(length, query + 1) : length;
            int row = scores.offset() + (map * g.queries() + query) * g.keys();
            int from = row + Math.clamp(seen, 0, g.keys());
            Arrays.fill(scores.array(), from, row + g.keys(), Float.NEGATIVE_INFINITY);
          }
        });
  }

  /// dx = y·(dy − Σ dy·y).
  @Override
  public void backward(HostBuffer dx, HostBuffer dy, HostBuffer y, int rows, int cols) {
    forRows(
        rows,
        cols,
        2,
        (r, mine) -> {
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
        });
  }

  /// What to do with one row.
  @FunctionalInterface
  private interface Row {
    void run(int row, Scratch mine);
  }

  private void forRows(int rows, int cols, int workPerElement, Row body) {
    int chunkRows = chunkRows(cols);
    pool.run(
        Math.ceilDiv(rows, chunkRows),
        (long) workPerElement * rows * cols,
        (chunk, mine) -> {
          int end = Math.min(rows, (chunk + 1) * chunkRows);
          for (int r = chunk * chunkRows; r < end; r++) {
            body.run(r, mine);
          }
        });
  }

  /// Row r of x, padded with −∞ to `whole`.
  private static float[] padded(HostBuffer x, int r, int cols, int whole, Scratch mine) {
    float[] row = mine.floats(Use.TAIL, whole);
    System.arraycopy(x.array(), x.offset() + r * cols, row, 0, cols);
    Arrays.fill(row, cols, whole, Float.NEGATIVE_INFINITY);
    return row;
  }

  @Override
  public void logForward(HostBuffer y, HostBuffer x, int rows, int cols) {
    if (cols <= FEW) {
      reference.logForward(y, x, rows, cols);
      return;
    }
    int whole = SoftmaxKernels.padded(cols);
    forRows(
        rows,
        cols,
        8,
        (r, mine) -> {
          float[] row = padded(x, r, cols, whole, mine);
          float[] exps = mine.floats(Use.BLOCK, whole);
          int to = y.offset() + r * cols;
          SoftmaxKernels.logRow(y.array(), to, cols, row, exps, whole, mine.lanes());
        });
  }

  @Override
  public void logBackward(HostBuffer dx, HostBuffer dy, HostBuffer y, int rows, int cols) {
    if (cols <= FEW) {
      reference.logBackward(dx, dy, y, rows, cols);
      return;
    }
    int whole = SoftmaxKernels.padded(cols);
    forRows(
        rows,
        cols,
        8,
        (r, mine) -> {
          int at = r * cols;
          SoftmaxKernels.logRowGradient(
              dx.array(),
              dx.offset() + at,
              dy.array(),
              dy.offset() + at,
              y.array(),
              y.offset() + at,
              cols,
              mine.floats(Use.BLOCK, whole),
              whole,
              mine.lanes());
        });
  }

  /// The rows' losses are added in order.
  @Override
  public void crossEntropy(
      HostBuffer loss, HostBuffer probs, HostBuffer x, HostBuffer labels, int rows, int cols) {
    if (cols <= FEW) {
      reference.crossEntropy(loss, probs, x, labels, rows, cols);
      return;
    }
    int whole = SoftmaxKernels.padded(cols);
    double[] losses = pool.shared().doubles(rows);
    forRows(
        rows,
        cols,
        8,
        (r, mine) -> {
          float[] row = padded(x, r, cols, whole, mine);
          int label = HostIds.label(labels, r, cols);
          int to = probs.offset() + r * cols;
          losses[r] =
              SoftmaxKernels.lossRow(probs.array(), to, cols, label, row, whole, mine.lanes());
        });
    double total = 0;
    for (int r = 0; r < rows; r++) {
      total += losses[r];
    }
    loss.set(0, total / rows);
  }

  @Override
  public void crossEntropyBackward(
      HostBuffer dx, HostBuffer dloss, HostBuffer probs, HostBuffer labels, int rows, int cols) {
    if (cols <= FEW) {
      reference.crossEntropyBackward(dx, dloss, probs, labels, rows, cols);
      return;
    }
    float scale = dloss.get(0) / rows;
    forRows(
        rows,
        cols,
        1,
        (r, mine) -> {
          float[] to = dx.array();
          float[] from = probs.array();
          int at = dx.offset() + r * cols;
          int p = probs.offset() + r * cols;
          for (int i = 0; i < cols; i++) {
            to[at + i] = scale * from[p + i];
          }
          int label = (int) labels.get(r);
          to[at + label] = scale * (from[p + label] - 1);
        });
  }
}
