package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;

/// The steps of an LSTM. Gates of one step: [i | f | g | o], H each.
final class LstmSteps {
  private static final int GATES = 4;

  private LstmSteps() {}

  /// See [dev.tenor.engine.backend.Recurrence#lstm].
  static final class Forward extends RecurrentForward {
    private final HostBuffer gates;
    private final HostBuffer cells;
    private final HostBuffer c;
    private final RecurrentProduct product;

    Forward(
        RecurrentRows rows,
        WorkerPool pool,
        HostBuffer out,
        HostBuffer gates,
        HostBuffer cells,
        HostBuffer previous,
        HostBuffer h,
        HostBuffer c,
        HostBuffer weightHh) {
      super(rows, GATES, out, previous, h);
      this.gates = gates;
      this.cells = cells;
      this.c = c;
      product = RecurrentProduct.of(pool, weightHh, true, hidden, GATES * hidden);
    }

    @Override
    void multiply(int first, int n, int row, Scratch mine) {
      int width = GATES * hidden;
      int to = RecurrentRows.at(gates, row, width);
      int from = RecurrentRows.at(previous, row, hidden);
      float[] a = previous.array();
      product.run(gates.array(), to, time * width, n, a, from, time * hidden, 1, mine);
    }

    @Override
    void step(int b, int row, Scratch mine) {
      LstmCellKernels.forward(
          out.array(),
          rows.out(out, row),
          gates.array(),
          RecurrentRows.at(gates, row, GATES * hidden),
          cells.array(),
          RecurrentRows.at(cells, row, hidden),
          c.array(),
          RecurrentRows.at(c, b, hidden),
          hidden,
          mine);
    }

    /// The next step finds the cell's state here.
    @Override
    void rest(int b, int row) {
      int to = RecurrentRows.at(cells, row, hidden);
      System.arraycopy(c.array(), RecurrentRows.at(c, b, hidden), cells.array(), to, hidden);
    }
  }

  /// See [dev.tenor.engine.backend.Recurrence#lstmBackward]. A chunk's state is what
  /// [LstmCellKernels#backward] wants.
  static final class Backward extends RecurrentBackward {
    private final HostBuffer dh;
    private final HostBuffer dc;
    private final HostBuffer gates;
    private final HostBuffer cells;
    private final HostBuffer first;
    private final RecurrentProduct product;
    private final int size;

    Backward(
        RecurrentRows rows,
        WorkerPool pool,
        HostBuffer dgates,
        HostBuffer dh,
        HostBuffer dc,
        HostBuffer dout,
        HostBuffer gates,
        HostBuffer cells,
        HostBuffer first,
        HostBuffer weightHh) {
      super(rows, GATES, dgates, dout);
      this.dh = dh;
      this.dc = dc;
      this.gates = gates;
      this.cells = cells;
      this.first = first;
      product = RecurrentProduct.of(pool, weightHh, false, GATES * hidden, hidden);
      size = GemmTile.MR * hidden;
    }

    private float[] state(Scratch mine) {
      return mine.floats(Use.STATE, 4L * size);
    }

    @Override
    void begin(int firstEntry, int n, Scratch mine) {
      int from = firstEntry * hidden;
      System.arraycopy(dh.array(), dh.offset() + from, state(mine), 0, n * hidden);
      System.arraycopy(dc.array(), dc.offset() + from, state(mine), size, n * hidden);
    }

    @Override
    void step(int b, int r, int row, int step, Scratch mine) {
      float[] state = state(mine);
      int before = 2 * size + r * hidden;
      if (step > 0) {
        int from = RecurrentRows.at(cells, rows.row(b, step - 1), hidden);
        System.arraycopy(cells.array(), from, state, before, hidden);
      } else if (first != null) {
        System.arraycopy(first.array(), RecurrentRows.at(first, b, hidden), state, before, hidden);
      } else {
        Arrays.fill(state, before, before + hidden, 0f);
      }
      LstmCellKernels.backward(
          dgates.array(),
          RecurrentRows.at(dgates, row, GATES * hidden),
          dout.array(),
          rows.out(dout, row),
          gates.array(),
          RecurrentRows.at(gates, row, GATES * hidden),
          cells.array(),
          RecurrentRows.at(cells, row, hidden),
          state,
          r * hidden,
          size,
          hidden,
          mine);
      if (rows.lengths() != null) { // the product adds, as some gradients stay
        Arrays.fill(state, r * hidden, (r + 1) * hidden, 0f);
      }
    }

    @Override
    void multiply(int firstEntry, int n, int row, Scratch mine) {
      int width = GATES * hidden;
      int from = RecurrentRows.at(dgates, row, width);
      float beta = rows.lengths() == null ? 0 : 1;
      product.run(state(mine), 0, hidden, n, dgates.array(), from, time * width, beta, mine);
    }

    @Override
    void end(int firstEntry, int n, Scratch mine) {
      int to = firstEntry * hidden;
      System.arraycopy(state(mine), 0, dh.array(), dh.offset() + to, n * hidden);
      System.arraycopy(state(mine), size, dc.array(), dc.offset() + to, n * hidden);
    }
  }
}
