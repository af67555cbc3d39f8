package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.AttentionGeometry;
import dev.tenor.engine.backend.Softmax;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.engine.backend.host.HostIds;

/// Softmax over rows, and the cross-entropy on it.
public class ScalarSoftmax implements Softmax<HostBuffer> {
  private static double max(HostBuffer x, int from, int n) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, x.get(from + i));
    }
    return max;
  }

  private static double sumExp(HostBuffer x, int from, int n, double max) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += StrictMath.exp(x.get(from + i) - max);
    }
    return sum;
  }

  @Override
  public void forward(HostBuffer y, HostBuffer x, int rows, int cols) {
    for (int r = 0; r < rows; r++) {
      int from = r * cols;
      double max = max(x, from, cols);
      boolean hidden = max == Double.NEGATIVE_INFINITY;
      double sum = hidden ? 1 : sumExp(x, from, cols, max);
      for (int c = 0; c < cols; c++) {
        y.set(from + c, hidden ? 0 : StrictMath.exp(x.get(from + c) - max) / sum);
      }
    }
  }

  @Override
  public void hide(HostBuffer scores, HostBuffer lengths, AttentionGeometry g) {
    for (int row = 0; row < g.batch() * g.heads() * g.queries(); row++) {
      int entry = row / (g.heads() * g.queries());
      int seen = lengths == null ? g.keys() : (int) lengths.get(entry);
      seen = g.causal() ? Math.min(seen, row % g.queries() + 1) : seen;
      for (int key = Math.max(0, seen); key < g.keys(); key++) {
        scores.set(row * g.keys() + key, Float.NEGATIVE_INFINITY);
      }
    }
  }

  @Override
  public void backward(HostBuffer dx, HostBuffer dy, HostBuffer y, int rows, int cols) {
    for (int r = 0; r < rows; r++) {
      int from = r * cols;
      double dot = 0;
      for (int c = 0; c < cols; c++) {
        dot += (double) dy.get(from + c) * y.get(from + c);
      }
      for (int c = 0; c < cols; c++) {
        dx.set(from + c, y.get(from + c) * (dy.get(from + c) - dot));
      }
    }
  }

  @Override
  public void logForward(HostBuffer y, HostBuffer x, int rows, int cols) {
    for (int r = 0; r < rows; r++) {
      int from = r * cols;
      double max = max(x, from, cols);
      double log = max + StrictMath.log(sumExp(x, from, cols, max));
      for (int c = 0; c < cols; c++) {
        y.set(from + c, x.get(from + c) - log);
      }
    }
  }

  @Override
  public void logBackward(HostBuffer dx, HostBuffer dy, HostBuffer y, int rows, int cols) {
    for (int r = 0; r < rows; r++) {
      int from = r * cols;
      double sum = 0;
      for (int c = 0; c < cols; c++) {
        sum += dy.get(from + c);
      }
      for (int c = 0; c < cols; c++) {
        dx.set(from + c, dy.get(from + c) - StrictMath.exp(y.get(from + c)) * sum);
      }
    }
  }

  @Override
  public void crossEntropy(
      HostBuffer loss, HostBuffer probs, HostBuffer x, HostBuffer labels, int rows, int cols) {
    double total = 0;
    for (int r = 0; r < rows; r++) {
      int from = r * cols;
      double max = max(x, from, cols);
      double sum = sumExp(x, from, cols, max);
      for (int c = 0; c < cols; c++) {
        probs.set(from + c, StrictMath.exp(x.get(from + c) - max) / sum);
      }
      total += max + StrictMath.log(sum) - x.get(from + HostIds.label(labels, r, cols));
    }
    loss.set(0, total / rows);
  }

  @Override
  public void crossEntropyBackward(
      HostBuffer dx, HostBuffer dloss, HostBuffer probs, HostBuffer labels, int rows, int cols) {
    double scale = dloss.get(0) / (double) rows;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cols; c++) {
        double target = c == (int) labels.get(r) ? 1 : 0;
        dx.set(r * cols + c, scale * (probs.get(r * cols + c) - target));
      }
    }
  }
}
