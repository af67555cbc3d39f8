package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.GemmTile.MR;

import dev.tenor.engine.backend.host.HostBuffer;
import java.util.Arrays;

/// One direction of a recurrent layer, forward: the steps of a chunk of utterances. What a step
/// does is the subclass's.
abstract class RecurrentForward implements WorkerPool.Task {
  final RecurrentRows rows;
  final int hidden;
  final int time;
  private final int gates;
  final HostBuffer out;
  final HostBuffer previous;
  final HostBuffer h;

  RecurrentForward(
      RecurrentRows rows, int gates, HostBuffer out, HostBuffer previous, HostBuffer h) {
    this.rows = rows;
    this.gates = gates;
    this.out = out;
    this.previous = previous;
    this.h = h;
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
    for (int step = 0; step < time; step++) {
      for (int b = first; b < first + n; b++) {
        int to = RecurrentRows.at(previous, rows.row(b, step), hidden);
        System.arraycopy(h.array(), RecurrentRows.at(h, b, hidden), previous.array(), to, hidden);
      }
      if (!rows.allRest(first, step)) {
        multiply(first, n, rows.row(first, step), mine);
      }
      for (int b = first; b < first + n; b++) {
        int row = rows.row(b, step);
        int to = rows.out(out, row);
        if (rows.rests(b, step)) {
          Arrays.fill(out.array(), to, to + hidden, 0f);
          rest(b, row);
        } else {
          step(b, row, mine);
          System.arraycopy(out.array(), to, h.array(), RecurrentRows.at(h, b, hidden), hidden);
        }
      }
    }
  }

  /// Adds the recurrent products to the gates of `n` utterances, whose rows are `time` apart from
  /// `row` on.
  abstract void multiply(int first, int n, int row, Scratch mine);

  /// The rest of an utterance's step: writes its row of `out`.
  abstract void step(int b, int row, Scratch mine);

  /// What an utterance needs in a step in which it rests.
  void rest(int b, int row) {}
}
