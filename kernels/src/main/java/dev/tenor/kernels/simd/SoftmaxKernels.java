package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;
import static dev.tenor.kernels.simd.VirtualLanes.V;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Softmax and log-softmax of one row, their gradients, and the loss on it. Rows of `cols` values
/// are padded to `n` = [#padded] with −∞, whose exponentials add nothing.
final class SoftmaxKernels {
  private SoftmaxKernels() {}

  /// How long a row is with its padding: whole steps of the exponentials.
  static int padded(int cols) {
    return GemmTile.roundUp(cols, Math.max(MathKernels.STEP, 2 * V));
  }

  /// The part of a padded row that is added, the same with vectors of any width.
  private static int added(int cols) {
    return GemmTile.roundUp(cols, 2 * V);
  }

  /// The row x[at …] in place. One that is −∞ throughout gives zeros.
  static void row(float[] x, int at, int cols, int n, float[] lanes) {
    float max = max(x, at, n);
    int end = at + n;
    if (max == Float.NEGATIVE_INFINITY) { // all hidden
      Arrays.fill(x, at, end, 0f);
      return;
    }
    for (int i = at; i < end; i += L) {
      FloatVector.fromArray(F, x, i).sub(max).intoArray(x, i);
    }
    MathKernels.exp(x, at, x, at, n);
    float total = ReduceKernels.sum(x, at, added(cols), lanes);
    for (int i = at; i < end; i += L) {
      FloatVector.fromArray(F, x, i).div(total).intoArray(x, i);
    }
  }

  /// Log-softmax of one row: y = x − max − log Σ exp(x − max). `x` is overwritten; the first `cols`
  /// results go to `y`.
  static void logRow(float[] y, int yo, int cols, float[] x, float[] exps, int n, float[] lanes) {
    float max = max(x, 0, n);
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, x, i).sub(max).intoArray(x, i);
    }
    MathKernels.exp(exps, 0, x, 0, n);
    float log = (float) StrictMath.log(ReduceKernels.sum(exps, 0, added(cols), lanes));
    for (int i = 0; i < cols; i++) {
      y[yo + i] = x[i] - log;
    }
  }

  /// dx = dy − exp(y)·Σ dy for one row, with `exps` as room for `n` floats.
  static void logRowGradient(
      float[] dx,
      int dxo,
      float[] dy,
      int dyo,
      float[] y,
      int yo,
      int cols,
      float[] exps,
      int n,
      float[] lanes) {
    float sum = ReduceKernels.sum(dy, dyo, cols, lanes);
    System.arraycopy(y, yo, exps, 0, cols);
    Arrays.fill(exps, cols, n, 0f);
    MathKernels.exp(exps, 0, exps, 0, n);
    for (int i = 0; i < cols; i++) {
      dx[dxo + i] = dy[dyo + i] - exps[i] * sum;
    }
  }

  /// Softmax of one row, and the negative logarithm of the label's: that is returned. `x` is
  /// overwritten; the first `cols` results go to `probs`.
  static double lossRow(
      float[] probs, int at, int cols, int label, float[] x, int n, float[] lanes) {
    float max = max(x, 0, n);
    for (int i = 0; i < n; i += L) {
      FloatVector.fromArray(F, x, i).sub(max).intoArray(x, i);
    }
    float target = x[label];
    MathKernels.exp(x, 0, x, 0, n);
    float total = ReduceKernels.sum(x, 0, added(cols), lanes);
    for (int i = 0; i < cols; i++) {
      probs[at + i] = x[i] / total;
    }
    return StrictMath.log(total) - target;
  }

  /// The largest of n values; NaN if one of them is.
  private static float max(float[] x, int at, int n) {
    FloatVector max = FloatVector.broadcast(F, Float.NEGATIVE_INFINITY);
    for (int i = at; i < at + n; i += L) {
      max = FloatVector.fromArray(F, x, i).max(max);
    }
    return FloatVector.fromArray(F, x, at).max(max).reduceLanes(VectorOperators.MAX);
  }

  static void rowGradient(
      float[] dx, int dxo, float[] dy, int dyo, float[] y, int yo, int n, float[] lanes) {
    float dot = ReduceKernels.dot(dy, dyo, y, yo, n, lanes);
    for (int i = 0; i < n; i++) {
      dx[dxo + i] = (dy[dyo + i] - dot) * y[yo + i];
    }
  }
}
