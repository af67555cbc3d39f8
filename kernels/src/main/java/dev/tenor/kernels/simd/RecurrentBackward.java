package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.GemmTile.MR;

import dev.tenor.engine.backend.host.HostBuffer;

/// One direction of a recurrent layer, backward: the steps of a chunk of utterances, the last one
/// first. What a step does is the subclass's.
abstract class RecurrentBackward implements WorkerPool.Task {
  final RecurrentRows rows;
  final int hidden;
  final int time;
  private final int gates;
  final HostBuffer dgates;
  final HostBuffer dout;

  RecurrentBackward(RecurrentRows rows, int gates, HostBuffer dgates, HostBuffer dout) {
    this.rows = rows;
    this.gates = gates;
    this.dgates = dgates;
    this.dout = dout;
    hidden = rows.g().hidden();
    time = rows.g().time();
  }

  final void run(WorkerPool pool) {
    pool.run(rows.chunks(), rows.work(gates), this);
  }

  @Override
  public final void run(int chunk, Scratch mine) {
    int first = chunk * MR;
    int n = rows.inChunk(first);
    begin(first, n, mine);
    for (int step = time - 1; step >= 0; step--) {
      for (int b = first; b < first + n; b++) {
        int row = rows.row(b, step);
        if (rows.rests(b, step)) {
          rest(row);
        } else {
          step(b, b - first, row, step, mine);
        }
      }
      if (!rows.allRest(first, step)) {
        multiply(first, n, rows.row(first, step), mine);
      }
    }
    end(first, n, mine);
  }

  /// Before the last step.
  void begin(int first, int n, Scratch mine) {}

  /// An utterance's step: writes its row of `dgates`. It is the `r`-th of its chunk.
  abstract void step(int b, int r, int row, int step, Scratch mine);

  /// An utterance's step in which it rests.
  void rest(int row) {
    RecurrentRows.zero(dgates, row, gates * hidden);
  }

  /// Multiplies the gradients of `n` utterances, whose rows are `time` apart from `row` on, by the
  /// recurrent weights: the gradient of the states before the step.
  abstract void multiply(int first, int n, int row, Scratch mine);

  /// After the first step.
  void end(int first, int n, Scratch mine) {}
}
