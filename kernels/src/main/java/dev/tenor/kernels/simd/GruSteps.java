package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;

/// The steps of a GRU. Gates of one step: [r | z | n], H each.
final class GruSteps {
  private static final int GATES = 3;

  private GruSteps() {}

  /// See [dev.tenor.engine.backend.Recurrence#gru].
  static final class Forward extends RecurrentForward {
    private final HostBuffer gates;
    private final HostBuffer inner;
    private final RecurrentProduct resetAndUpdate;
    private final RecurrentProduct candidate;

    Forward(
        RecurrentRows rows,
        WorkerPool pool,
        HostBuffer out,
        HostBuffer gates,
        HostBuffer inner,
        HostBuffer previous,
        HostBuffer h,
        HostBuffer weightHh,
        HostBuffer bias) {
      super(rows, GATES, out, previous, h);
      this.gates = gates;
      this.inner = inner;
      int two = 2 * hidden;
      int packedTwo = Math.toIntExact(GemmPackingKernels.length(hidden, two));
      long length = packedTwo + GemmPackingKernels.length(hidden, hidden);
      float[] packed = pool.shared().floats(Use.PACKED, length);
      float[] initial = GemmPackingKernels.initial(pool.shared(), bias, hidden);
      int zeros = GemmPackingKernels.panels(hidden) * GemmTile.NR;
      resetAndUpdate =
          new RecurrentProduct(hidden, two, packed, 0, weightHh, 0, true, initial, zeros);
      candidate =
          new RecurrentProduct(
              hidden, hidden, packed, packedTwo, weightHh, two * hidden, true, initial, -1);
    }

    @Override
    void multiply(int first, int n, int row, Scratch mine) {
      int width = GATES * hidden;
      int to = RecurrentRows.at(gates, row, width);
      int from = RecurrentRows.at(previous, row, hidden);
      int ld = time * hidden;
      float[] a = previous.array();
      resetAndUpdate.run(gates.array(), to, time * width, n, a, from, ld, 1, mine);
      int at = RecurrentRows.at(inner, row, hidden);
      candidate.run(inner.array(), at, ld, n, a, from, ld, 0, mine);
    }

    @Override
    void step(int b, int row, Scratch mine) {
      GruCellKernels.forward(
          out.array(),
          rows.out(out, row),
          gates.array(),
          RecurrentRows.at(gates, row, GATES * hidden),
          inner.array(),
          RecurrentRows.at(inner, row, hidden),
          h.array(),
          RecurrentRows.at(h, b, hidden),
          hidden,
          mine);
    }
  }

  /// See [dev.tenor.engine.backend.Recurrence#gruBackward].
  static final class Backward extends RecurrentBackward {
    private final HostBuffer drecurrent;
    private final HostBuffer dh;
    private final HostBuffer gates;
    private final HostBuffer inner;
    private final HostBuffer previous;
    private final RecurrentProduct product;

    Backward(
        RecurrentRows rows,
        WorkerPool pool,
        HostBuffer dgates,
        HostBuffer drecurrent,
        HostBuffer dh,
        HostBuffer dout,
        HostBuffer gates,
        HostBuffer inner,
        HostBuffer previous,
        HostBuffer weightHh) {
      super(rows, GATES, dgates, dout);
      this.drecurrent = drecurrent;
      this.dh = dh;
      this.gates = gates;
      this.inner = inner;
      this.previous = previous;
      product = RecurrentProduct.of(pool, weightHh, false, GATES * hidden, hidden);
    }

    @Override
    void step(int b, int r, int row, int step, Scratch mine) {
      GruCellKernels.backward(
          dgates.array(),
          RecurrentRows.at(dgates, row, GATES * hidden),
          drecurrent.array(),
          RecurrentRows.at(drecurrent, row, GATES * hidden),
          dh.array(),
          RecurrentRows.at(dh, b, hidden),
          dout.array(),
          rows.out(dout, row),
          gates.array(),
          RecurrentRows.at(gates, row, GATES * hidden),
          inner.array(),
          RecurrentRows.at(inner, row, hidden),
          previous.array(),
          RecurrentRows.at(previous, row, hidden),
          hidden);
    }

    @Override
    void rest(int row) {
      super.rest(row);
      RecurrentRows.zero(drecurrent, row, GATES * hidden);
    }

    /// To dh, which holds z·dh.
    @Override
    void multiply(int first, int n, int row, Scratch mine) {
      int width = GATES * hidden;
      int from = RecurrentRows.at(drecurrent, row, width);
      int to = RecurrentRows.at(dh, first, hidden);
      float[] a = drecurrent.array();
      product.run(dh.array(), to, hidden, n, a, from, time * width, 1, mine);
    }
  }
}
