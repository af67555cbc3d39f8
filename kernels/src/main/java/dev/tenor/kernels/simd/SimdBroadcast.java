package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.Broadcast;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;

/// Maps over operands that are repeated, block by block: an operand is read in place where the
/// block is a run of its elements, and otherwise written out into scratch memory in the L1 cache,
/// so that the kernels know no strides.
final class SimdBroadcast {
  private static final int BLOCK = UnaryKernels.BLOCK;

  private final WorkerPool pool;

  SimdBroadcast(WorkerPool pool) {
    this.pool = pool;
  }

  @FunctionalInterface
  private interface Block {
    /// Computes the elements from … from + n − 1; `temp` holds three blocks.
    void run(int from, int n, float[] temp, Scratch mine);
  }

  private void blocks(Broadcast g, Block block) {
    int total = g.numel();
    pool.run(
        SimdElementwise.chunks(total),
        total,
        (chunk, mine) -> {
          float[] temp = mine.floats(Use.BLOCK, 3L * BLOCK);
          int start = chunk * SimdElementwise.CHUNK;
          int end = start + SimdElementwise.length(chunk, total);
          for (int from = start; from < end; from += BLOCK) {
            block.run(from, Math.min(BLOCK, end - from), temp, mine);
          }
        });
  }

  void binary(BinaryFn fn, HostBuffer y, HostBuffer a, HostBuffer b, Broadcast g) {
    blocks(
        g,
        (from, n, temp, mine) -> {
          int ao = place(temp, 0, a, g, 0, from, n);
          int bo = place(temp, BLOCK, b, g, 1, from, n);
          BinaryKernels.apply(
              fn,
              y.array(),
              y.offset() + from,
              ao < 0 ? temp : a.array(),
              Math.max(ao, 0),
              bo < 0 ? temp : b.array(),
              bo < 0 ? BLOCK : bo,
              n,
              mine);
        });
  }

  void gradient(
      BinaryFn fn, int side, HostBuffer d, HostBuffer dy, HostBuffer a, HostBuffer b, Broadcast g) {
    blocks(
        g,
        (from, n, temp, mine) -> {
          int ao = place(temp, 0, a, g, 0, from, n);
          int bo = place(temp, BLOCK, b, g, 1, from, n);
          BinaryGradientKernels.apply(
              fn,
              side,
              d.array(),
              d.offset() + from,
              dy.array(),
              dy.offset() + from,
              ao < 0 ? temp : a.array(),
              Math.max(ao, 0),
              bo < 0 ? temp : b.array(),
              bo < 0 ? BLOCK : bo,
              n,
              mine);
        });
  }

  void choose(HostBuffer y, HostBuffer mask, HostBuffer a, HostBuffer b, Broadcast g) {
    blocks(
        g,
        (from, n, temp, _) -> {
          int mo = place(temp, 0, mask, g, 0, from, n);
          int ao = place(temp, BLOCK, a, g, 1, from, n);
          int bo = place(temp, 2 * BLOCK, b, g, 2, from, n);
          BinaryKernels.choose(
              y.array(),
              y.offset() + from,
              mo < 0 ? temp : mask.array(),
              Math.max(mo, 0),
              ao < 0 ? temp : a.array(),
              ao < 0 ? BLOCK : ao,
              bo < 0 ? temp : b.array(),
              bo < 0 ? 2 * BLOCK : bo,
              n);
        });
  }

  /// Where in its array an operand has the n elements in one run; −1 if it has not and they were
  /// written to `temp` from `at` on.
  private static int place(
      float[] temp, int at, HostBuffer x, Broadcast g, int operand, int from, int n) {
    int last = g.rank() - 1;
    int inner = g.dim(last);
    boolean repeated = g.stride(operand, last) == 0;
    if (!repeated && from % inner + n <= inner) {
      return x.offset() + g.place(operand, from);
    }
    for (int done = 0; done < n; ) {
      int run = Math.min(inner - (from + done) % inner, n - done);
      int source = x.offset() + g.place(operand, from + done);
      if (repeated) {
        Arrays.fill(temp, at + done, at + done + run, x.array()[source]);
      } else {
        System.arraycopy(x.array(), source, temp, at + done, run);
      }
      done += run;
    }
    return -1;
  }
}
