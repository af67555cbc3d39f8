package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.backend.host.HostBuffer;
import java.util.Arrays;

/// The steps of a plain recurrent layer.
final class RnnSteps {
  private RnnSteps() {}

  /// See [dev.tenor.engine.backend.Recurrence#rnn].
  static final class Forward extends RecurrentForward {
    private final UnaryFn fn;
    private final HostBuffer gates;
    private final RecurrentProduct product;

    Forward(
        RecurrentRows rows,
        WorkerPool pool,
        UnaryFn fn,
        HostBuffer out,
        HostBuffer gates,
        HostBuffer previous,
        HostBuffer h,
        HostBuffer weightHh) {
      super(rows, 1, out, previous, h);
      this.fn = fn;
      this.gates = gates;
      product = RecurrentProduct.of(pool, weightHh, true, hidden, hidden);
    }

    @Override
    void multiply(int first, int n, int row, Scratch mine) {
      int to = RecurrentRows.at(gates, row, hidden);
      int from = RecurrentRows.at(previous, row, hidden);
      int ld = time * hidden;
      product.run(gates.array(), to, ld, n, previous.array(), from, ld, 1, mine);
    }

    @Override
    void step(int b, int row, Scratch mine) {
      int from = RecurrentRows.at(gates, row, hidden);
      UnaryKernels.apply(fn, out.array(), rows.out(out, row), gates.array(), from, hidden, mine);
    }
  }

  /// See [dev.tenor.engine.backend.Recurrence#rnnBackward].
  static final class Backward extends RecurrentBackward {
    private final UnaryFn fn;
    private final HostBuffer dh;
    private final HostBuffer out;
    private final RecurrentProduct product;

    Backward(
        RecurrentRows rows,
        WorkerPool pool,
        UnaryFn fn,
        HostBuffer dgates,
        HostBuffer dh,
        HostBuffer dout,
        HostBuffer out,
        HostBuffer weightHh) {
      super(rows, 1, dgates, dout);
      this.fn = fn;
      this.dh = dh;
      this.out = out;
      product = RecurrentProduct.of(pool, weightHh, false, hidden, hidden);
    }

    @Override
    void step(int b, int r, int row, int step, Scratch mine) {
      int from = RecurrentRows.at(dh, b, hidden);
      int up = rows.out(dout, row);
      int to = RecurrentRows.at(dgates, row, hidden);
      for (int j = 0; j < hidden; j++) {
        dgates.array()[to + j] = dh.array()[from + j] + dout.array()[up + j];
      }
      int y = rows.out(out, row);
      UnaryGradientKernels.apply(
          fn, dgates.array(), to, dgates.array(), to, out.array(), y, hidden, mine);
      Arrays.fill(dh.array(), from, from + hidden, 0f); // the product adds, as some gradients stay
    }

    @Override
    void multiply(int first, int n, int row, Scratch mine) {
      int from = RecurrentRows.at(dgates, row, hidden);
      int to = RecurrentRows.at(dh, first, hidden);
      product.run(dh.array(), to, hidden, n, dgates.array(), from, time * hidden, 1, mine);
    }
  }
}
