package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Tile.PANEL;
import static dev.tenor.kernels.simd.Tile.ROWS;

import dev.tenor.engine.backend.LstmGeometry;
import dev.tenor.engine.backend.scalar.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;

/// The recurrence of one LSTM direction. A chunk is ROWS utterances, which it takes through all
/// time steps on its own: threads need not wait for each other.
final class Lstm {
  private Lstm() {}

  private static long work(LstmGeometry g) {
    long gates = 4L * g.hidden();
    return (long) g.batch() * g.time() * gates * (g.hidden() / 4 + 4);
  }

  /// The row of [B, T] that utterance `b` works on in `step`.
  private static int row(LstmGeometry g, int b, int step) {
    return b * g.time() + (g.reverse() ? g.time() - 1 - step : step);
  }

  static void forward(
      WorkerPool pool,
      HostBuffer out,
      HostBuffer gates,
      HostBuffer cells,
      HostBuffer previous,
      HostBuffer weightHh,
      LstmGeometry g) {
    int hidden = g.hidden();
    int n = 4 * hidden;
    float[] packed = pool.shared().floats(Use.PACKED, Packing.length(hidden, n));
    for (int column = 0; column < n; column += PANEL) { // W_hhᵀ [H, 4H]
      Packing.panel(
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
    float[] zeros = Packing.initial(pool.shared(), null, 0);
    pool.run(
        Math.ceilDiv(g.batch(), ROWS),
        work(g),
        (chunk, mine) -> {
          int first = chunk * ROWS;
          int rows = Math.min(ROWS, g.batch() - first);
          float[] state = mine.floats(Use.STATE, (long) ROWS * hidden);
          Arrays.fill(state, 0, rows * hidden, 0f); // c
          for (int step = 0; step < g.time(); step++) {
            previousStates(out, previous, first, rows, step, g);
            addRecurrent(gates, previous, packed, zeros, first, rows, step, g, mine);
            for (int r = 0; r < rows; r++) {
              int at = row(g, first + r, step);
              LstmCell.forward(
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
    float[] tile = Tile.accumulators(mine);
    int[] at = mine.ints(ROWS);
    Tile.offsets(at, rows, g.time() * hidden);
    int row = row(g, first, step);
    int start = previous.offset() + row * hidden;
    for (int column = 0; column < n; column += PANEL) {
      int cols = Math.min(PANEL, n - column);
      int panel = column * hidden;
      float[] from = previous.array();
      if (rows == 1) {
        Tile1.row(tile, 0, cols, zeros, 0, from, start, hidden, packed, panel);
      } else {
        Tile.rows(tile, 0, PANEL, cols, zeros, 0, from, start, at, 0, 1, 0, hidden, packed, panel);
      }
      int to = gates.offset() + row * n + column;
      Tile.store(gates.array(), to, g.time() * n, rows, cols, tile, 1, 1);
    }
  }

  static void backward(
      WorkerPool pool,
      HostBuffer dgates,
      HostBuffer dout,
      HostBuffer gates,
      HostBuffer cells,
      HostBuffer weightHh,
      LstmGeometry g) {
    int hidden = g.hidden();
    int n = 4 * hidden;
    float[] packed = pool.shared().floats(Use.PACKED, Packing.length(n, hidden));
    for (int column = 0; column < hidden; column += PANEL) { // W_hh [4H, H]
      Packing.panel(
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
    float[] zeros = Packing.initial(pool.shared(), null, 0);
    pool.run(
        Math.ceilDiv(g.batch(), ROWS),
        work(g),
        (chunk, mine) -> {
          int first = chunk * ROWS;
          int rows = Math.min(ROWS, g.batch() - first);
          int size = ROWS * hidden;
          float[] state = mine.floats(Use.STATE, 4L * size); // see LstmCell
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
              LstmCell.backward(
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
    float[] tile = Tile.accumulators(mine);
    int[] at = mine.ints(ROWS);
    Tile.offsets(at, rows, g.time() * n);
    int from = dgates.offset() + row(g, first, step) * n;
    for (int column = 0; column < hidden; column += PANEL) {
      int cols = Math.min(PANEL, hidden - column);
      Tile.rows(
          tile, 0, PANEL, cols, zeros, 0, dgates.array(), from, at, 0, 1, 0, n, packed, column * n);
      Tile.store(dh, column, hidden, rows, cols, tile, 1, 0);
    }
  }
}
