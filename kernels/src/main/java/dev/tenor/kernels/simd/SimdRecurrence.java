package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.GemmTile.MR;
import static dev.tenor.kernels.simd.GemmTile.NR;

import dev.tenor.engine.backend.LstmGeometry;
import dev.tenor.engine.backend.Recurrence;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;

/// The recurrence of one LSTM direction. A chunk is MR utterances, which it takes through all time
/// steps on its own: threads need not wait for each other.
final class SimdRecurrence implements Recurrence<HostBuffer> {
  private final WorkerPool pool;

  SimdRecurrence(WorkerPool pool) {
    this.pool = pool;
  }

  private static long work(LstmGeometry g) {
    long gates = 4L * g.hidden();
    return (long) g.batch() * g.time() * gates * (g.hidden() / 4 + 4);
  }

  /// The row of [B, T] that utterance `b` works on in `step`.
  private static int row(LstmGeometry g, int b, int step) {
    return b * g.time() + (g.reverse() ? g.time() - 1 - step : step);
  }

  @Override
  public void lstm(
      HostBuffer out,
      HostBuffer gates,
      HostBuffer cells,
      HostBuffer previous,
      HostBuffer weightHh,
      LstmGeometry g) {
    int hidden = g.hidden();
    int n = 4 * hidden;
    float[] packed = pool.shared().floats(Use.PACKED, GemmPackingKernels.length(hidden, n));
    for (int column = 0; column < n; column += NR) { // W_hhᵀ [H, 4H]
      GemmPackingKernels.panel(
          packed,
          column * hidden,
          weightHh.array(),
          weightHh.offset(),
          hidden,
          true,
          hidden,
          column,
          n);
    }
    float[] zeros = GemmPackingKernels.initial(pool.shared(), null, 0);
    pool.run(
        Math.ceilDiv(g.batch(), MR),
        work(g),
        (chunk, mine) -> {
          int first = chunk * MR;
          int rows = Math.min(MR, g.batch() - first);
          float[] state = mine.floats(Use.STATE, (long) MR * hidden);
          Arrays.fill(state, 0, rows * hidden, 0f); // c
          for (int step = 0; step < g.time(); step++) {
            previousStates(out, previous, first, rows, step, g);
            addRecurrent(gates, previous, packed, zeros, first, rows, step, g, mine);
            for (int r = 0; r < rows; r++) {
              int at = row(g, first + r, step);
              LstmCellKernels.forward(
                  out.array(),
                  out.offset() + at * g.outStride() + g.outOffset(),
                  gates.array(),
                  gates.offset() + at * n,
                  cells.array(),
                  cells.offset() + at * hidden,
                  state,
                  r * hidden,
                  hidden,
                  mine);
            }
          }
        });
  }

  /// previous[b, t] = the hidden state before this step.
  private static void previousStates(
      HostBuffer out, HostBuffer previous, int first, int rows, int step, LstmGeometry g) {
    int hidden = g.hidden();
    for (int r = 0; r < rows; r++) {
      int to = previous.offset() + row(g, first + r, step) * hidden;
      if (step == 0) {
        Arrays.fill(previous.array(), to, to + hidden, 0f);
      } else {
        int from = out.offset() + row(g, first + r, step - 1) * g.outStride() + g.outOffset();
        System.arraycopy(out.array(), from, previous.array(), to, hidden);
      }
    }
  }

  /// gates[b, t] += previous[b, t]·W_hhᵀ.
  private static void addRecurrent(
      HostBuffer gates,
      HostBuffer previous,
      float[] packed,
      float[] zeros,
      int first,
      int rows,
      int step,
      LstmGeometry g,
      Scratch mine) {
    int hidden = g.hidden();
    int n = 4 * hidden;
    float[] tile = GemmTile.accumulators(mine);
    int[] at = mine.ints(MR);
    GemmTile.offsets(at, rows, g.time() * hidden);
    int row = row(g, first, step);
    int start = previous.offset() + row * hidden;
    for (int column = 0; column < n; column += NR) {
      int cols = Math.min(NR, n - column);
      int panel = column * hidden;
      float[] from = previous.array();
      if (rows == 1) {
        GemmTile1Kernels.row(tile, 0, cols, zeros, 0, from, start, hidden, packed, panel);
      } else {
        GemmTile.rows(tile, 0, NR, cols, zeros, 0, from, start, at, 0, 1, 0, hidden, packed, panel);
      }
      int to = gates.offset() + row * n + column;
      GemmStoreKernels.store(gates.array(), to, g.time() * n, rows, cols, tile, 1, 1);
    }
  }

  @Override
  public void lstmBackward(
      HostBuffer dgates,
      HostBuffer dout,
      HostBuffer gates,
      HostBuffer cells,
      HostBuffer weightHh,
      LstmGeometry g) {
    int hidden = g.hidden();
    int n = 4 * hidden;
    float[] packed = pool.shared().floats(Use.PACKED, GemmPackingKernels.length(n, hidden));
    for (int column = 0; column < hidden; column += NR) { // W_hh [4H, H]
      GemmPackingKernels.panel(
          packed,
          column * n,
          weightHh.array(),
          weightHh.offset(),
          hidden,
          false,
          n,
          column,
          hidden);
    }
    float[] zeros = GemmPackingKernels.initial(pool.shared(), null, 0);
    pool.run(
        Math.ceilDiv(g.batch(), MR),
        work(g),
        (chunk, mine) -> {
          int first = chunk * MR;
          int rows = Math.min(MR, g.batch() - first);
          int size = MR * hidden;
          float[] state = mine.floats(Use.STATE, 4L * size); // see LstmCellKernels
          Arrays.fill(state, 0, 3 * size, 0f);
          for (int step = g.time() - 1; step >= 0; step--) {
            for (int r = 0; r < rows; r++) {
              int at = row(g, first + r, step);
              if (step > 0) {
                int from = cells.offset() + row(g, first + r, step - 1) * hidden;
                System.arraycopy(cells.array(), from, state, 2 * size + r * hidden, hidden);
              } else {
                Arrays.fill(state, 2 * size + r * hidden, 2 * size + (r + 1) * hidden, 0f);
              }
              LstmCellKernels.backward(
                  dgates.array(),
                  dgates.offset() + at * n,
                  dout.array(),
                  dout.offset() + at * g.outStride() + g.outOffset(),
                  gates.array(),
                  gates.offset() + at * n,
                  cells.array(),
                  cells.offset() + at * hidden,
                  state,
                  r * hidden,
                  size,
                  hidden,
                  mine);
            }
            hiddenGradient(state, dgates, packed, zeros, first, rows, step, g, mine);
          }
        });
  }

  /// dh = dgates[b, t]·W_hh.
  private static void hiddenGradient(
      float[] dh,
      HostBuffer dgates,
      float[] packed,
      float[] zeros,
      int first,
      int rows,
      int step,
      LstmGeometry g,
      Scratch mine) {
    int hidden = g.hidden();
    int n = 4 * hidden;
    float[] tile = GemmTile.accumulators(mine);
    int[] at = mine.ints(MR);
    GemmTile.offsets(at, rows, g.time() * n);
    int from = dgates.offset() + row(g, first, step) * n;
    for (int column = 0; column < hidden; column += NR) {
      int cols = Math.min(NR, hidden - column);
      GemmTile.rows(
          tile, 0, NR, cols, zeros, 0, dgates.array(), from, at, 0, 1, 0, n, packed, column * n);
      GemmStoreKernels.store(dh, column, hidden, rows, cols, tile, 1, 0);
    }
  }
}
