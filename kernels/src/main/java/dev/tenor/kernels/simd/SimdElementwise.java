package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.Broadcast;
import dev.tenor.engine.backend.Elementwise;
import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.backend.host.HostBuffer;

/// Maps over elements, cut into chunks. What is a single arithmetic instruction is left as a plain
/// loop, which the compiler vectorises as well as we could.
final class SimdElementwise implements Elementwise<HostBuffer> {
  static final int CHUNK = 1 << 14;

  private final WorkerPool pool;
  private final SimdBroadcast broadcast;

  SimdElementwise(WorkerPool pool) {
    this.pool = pool;
    this.broadcast = new SimdBroadcast(pool);
  }

  static int chunks(int n) {
    return Math.ceilDiv(n, CHUNK);
  }

  static int length(int chunk, int n) {
    return Math.min(CHUNK, n - chunk * CHUNK);
  }

  @Override
  public void unary(UnaryFn fn, HostBuffer y, HostBuffer x, int n) {
    float[] to = y.array();
    float[] from = x.array();
    pool.run(
        chunks(n),
        4L * n,
        (chunk, mine) -> {
          int yo = y.offset() + chunk * CHUNK;
          int xo = x.offset() + chunk * CHUNK;
          UnaryKernels.apply(fn, to, yo, from, xo, length(chunk, n), mine);
        });
  }

  @Override
  public void unaryBackward(
      UnaryFn fn, HostBuffer dx, HostBuffer dy, HostBuffer x, HostBuffer y, int n) {
    HostBuffer z = UnaryGradientKernels.needsInput(fn) ? x : y;
    pool.run(
        chunks(n),
        4L * n,
        (chunk, mine) -> {
          int from = chunk * CHUNK;
          UnaryGradientKernels.apply(
              fn,
              dx.array(),
              dx.offset() + from,
              dy.array(),
              dy.offset() + from,
              z.array(),
              z.offset() + from,
              length(chunk, n),
              mine);
        });
  }

  @Override
  public void binary(BinaryFn fn, HostBuffer y, HostBuffer a, HostBuffer b, int n) {
    pool.run(
        chunks(n),
        n,
        (chunk, mine) -> {
          int from = chunk * CHUNK;
          combine(
              fn,
              y.array(),
              y.offset() + from,
              a.array(),
              a.offset() + from,
              b.array(),
              b.offset() + from,
              length(chunk, n));
        });
  }

  @Override
  public void binaryBroadcast(
      BinaryFn fn, HostBuffer y, HostBuffer a, HostBuffer b, int outer, int axis, int inner) {
    int rows = Math.max(1, CHUNK / Math.max(1, inner));
    int blocks = Math.ceilDiv(axis, rows);
    pool.run(
        outer * blocks,
        (long) outer * axis * inner,
        (chunk, mine) -> {
          int o = chunk / blocks;
          int first = chunk % blocks * rows;
          for (int j = first; j < Math.min(axis, first + rows); j++) {
            int at = (o * axis + j) * inner;
            combine(
                fn,
                y.array(),
                y.offset() + at,
                a.array(),
                a.offset() + at,
                b.array(),
                b.offset() + o * inner,
                inner);
          }
        });
  }

  private static void combine(
      BinaryFn fn, float[] y, int yo, float[] a, int ao, float[] b, int bo, int n) {
    switch (fn) {
      case ADD -> SumKernels.add(y, yo, a, ao, b, bo, n);
      case SUB -> SumKernels.subtract(y, yo, a, ao, b, bo, n);
      case MUL -> SumKernels.multiply(y, yo, a, ao, b, bo, n);
      default -> BinaryKernels.apply(fn, y, yo, a, ao, b, bo, n);
    }
  }

  @Override
  public void binaryStrided(
      BinaryFn fn, HostBuffer y, HostBuffer a, HostBuffer b, Broadcast shape) {
    broadcast.binary(fn, y, a, b, shape);
  }

  @Override
  public void binaryGradient(
      BinaryFn fn,
      int side,
      HostBuffer d,
      HostBuffer dy,
      HostBuffer a,
      HostBuffer b,
      Broadcast shape) {
    broadcast.gradient(fn, side, d, dy, a, b, shape);
  }

  @Override
  public void choose(HostBuffer y, HostBuffer mask, HostBuffer a, HostBuffer b, Broadcast shape) {
    broadcast.choose(y, mask, a, b, shape);
  }

  @Override
  public void scale(HostBuffer y, HostBuffer x, float alpha, int n) {
    pool.run(
        chunks(n),
        n,
        (chunk, mine) -> {
          int yo = y.offset() + chunk * CHUNK;
          int xo = x.offset() + chunk * CHUNK;
          SumKernels.scale(y.array(), yo, x.array(), xo, alpha, length(chunk, n));
        });
  }

  @Override
  public void axpy(HostBuffer y, float alpha, HostBuffer x, int n) {
    pool.run(
        chunks(n),
        n,
        (chunk, mine) -> {
          int yo = y.offset() + chunk * CHUNK;
          int xo = x.offset() + chunk * CHUNK;
          SumKernels.axpy(y.array(), yo, x.array(), xo, alpha, length(chunk, n));
        });
  }

  @Override
  public void clamp(HostBuffer y, HostBuffer x, float low, float high, int n) {
    pool.run(
        chunks(n),
        n,
        (chunk, mine) -> {
          int from = chunk * CHUNK;
          int yo = y.offset() + from;
          int xo = x.offset() + from;
          ArithmeticKernels.clamp(y.array(), yo, x.array(), xo, length(chunk, n), low, high);
        });
  }

  @Override
  public void clampBackward(
      HostBuffer dx, HostBuffer dy, HostBuffer x, float low, float high, int n) {
    pool.run(
        chunks(n),
        n,
        (chunk, mine) -> {
          int from = chunk * CHUNK;
          ArithmeticKernels.clampGradient(
              dx.array(),
              dx.offset() + from,
              dy.array(),
              dy.offset() + from,
              x.array(),
              x.offset() + from,
              length(chunk, n),
              low,
              high);
        });
  }

  @Override
  public void dropout(HostBuffer y, HostBuffer x, float p, long seed, long stream, int n) {
    int threshold = DropoutKernels.threshold(p);
    float scale = DropoutKernels.scale(p);
    pool.run(
        chunks(n),
        4L * n,
        (chunk, mine) -> {
          int from = chunk * CHUNK;
          DropoutKernels.apply(
              y.array(),
              y.offset() + from,
              x.array(),
              x.offset() + from,
              threshold,
              scale,
              seed,
              stream,
              from >> 3,
              length(chunk, n),
              mine);
        });
  }
}
