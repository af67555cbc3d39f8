package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.GemmTile.MR;

import dev.tenor.engine.backend.RecurrentGeometry;
import dev.tenor.engine.backend.host.HostBuffer;
import java.util.Arrays;

/// Which rows of [B, T] a recurrent layer works on.
record RecurrentRows(RecurrentGeometry g, HostBuffer lengths) {
  /// A chunk is MR utterances, which it takes through all time steps on its own: threads need not
  /// wait for each other.
  int chunks() {
    return Math.ceilDiv(g.batch(), MR);
  }

  /// How many utterances a chunk has whose first one this is.
  int inChunk(int first) {
    return Math.min(MR, g.batch() - first);
  }

  long work(int gates) {
    long n = (long) gates * g.hidden();
    return (long) g.batch() * g.time() * n * (g.hidden() / 4 + 4);
  }

  private int place(int step) {
    return g.reverse() ? g.time() - 1 - step : step;
  }

  /// The row that utterance `b` works on in `step`.
  int row(int b, int step) {
    return b * g.time() + place(step);
  }

  /// Whether an utterance has ended, or in reverse not begun.
  boolean rests(int b, int step) {
    return lengths != null && place(step) >= (int) lengths.array()[lengths.offset() + b];
  }

  /// Whether that holds for the whole chunk.
  boolean allRest(int first, int step) {
    boolean all = lengths != null;
    for (int b = first; all && b < first + inChunk(first); b++) {
      all = rests(b, step);
    }
    return all;
  }

  /// Where the hidden state of a row lies.
  int out(HostBuffer out, int row) {
    return out.offset() + row * g.outStride() + g.outOffset();
  }

  /// Where row or utterance `i` of an array of `n` floats each begins.
  static int at(HostBuffer x, int i, int n) {
    return x.offset() + i * n;
  }

  static void zero(HostBuffer x, int row, int n) {
    Arrays.fill(x.array(), at(x, row, n), at(x, row + 1, n), 0f);
  }
}
