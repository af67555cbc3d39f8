package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.Reductions;

/// Sums over an axis, and back: `reduce.cl`.
final class ClReductions implements Reductions<ClBuffer> {
  private static final String FAMILY = "reduce";

  private final ClResources cl;

  ClReductions(ClResources cl) {
    this.cl = cl;
  }

  @Override
  public void sumAxis(
      ClBuffer y, ClBuffer x, int outer, int axis, int inner, float scale, boolean accumulate) {
    synchronized (cl) {
      int count = cl.chunk(axis);
      int chunks = Math.max(1, Math.ceilDiv(axis, count));
      ClBuffer partial = cl.scratch(ClScratch.Use.PARTIAL, (long) chunks * outer * inner);
      sumChunks(partial, x, chunks, outer, axis, inner, count);
      combine(y, partial, chunks, outer * inner, scale, accumulate);
    }
  }

  private void sumChunks(
      ClBuffer partial, ClBuffer x, int chunks, int outer, int axis, int inner, int count) {
    cl.kernel(FAMILY, "sum_chunks")
        .array(partial)
        .array(x)
        .number(chunks)
        .number(outer)
        .number(axis)
        .number(inner)
        .number(count)
        .launchLong(cl.rowVectors((long) chunks * outer, inner));
  }

  /// y = scale · the sum of `chunks` arrays of n floats: in groups until few are left, and these in
  /// their order.
  void combine(ClBuffer y, ClBuffer partial, int chunks, int n, float scale, boolean accumulate) {
    ClBuffer sums = partial;
    int left = chunks;
    for (int level = 0; left > ClResources.MOST_CHUNKS; level++) {
      int fewer = Math.ceilDiv(left, ClResources.MOST_CHUNKS);
      ClBuffer next = cl.scratch(ClScratch.Use.level(level), (long) fewer * n);
      sumChunks(next, sums, fewer, 1, left, n, ClResources.MOST_CHUNKS);
      sums = next;
      left = fewer;
    }
    cl.kernel(FAMILY, "sum_partials")
        .array(y)
        .array(sums)
        .number(left)
        .number(n)
        .number(scale)
        .number(accumulate ? 1 : 0)
        .launch(cl.vectors(n));
  }

  @Override
  public void broadcastAxis(ClBuffer y, ClBuffer x, int outer, int axis, int inner, float scale) {
    synchronized (cl) {
      cl.kernel(FAMILY, "broadcast_axis")
          .array(y)
          .array(x)
          .number(outer * axis)
          .number(axis)
          .number(inner)
          .number(scale)
          .launch(cl.rowVectors((long) outer * axis, inner));
    }
  }

  @Override
  public void sumOfSquares(ClBuffer y, ClBuffer x, int n) {
    synchronized (cl) {
      int count = cl.chunk(cl.vectors(n)) * cl.tuning().lanes();
      int chunks = Math.ceilDiv(n, count);
      ClBuffer partial = cl.scratch(ClScratch.Use.PARTIAL, chunks);
      cl.kernel(FAMILY, "squares_chunks")
          .array(partial)
          .array(x)
          .number(count)
          .number(n)
          .launchLong(chunks);
      combine(y, partial, chunks, 1, 1, false);
    }
  }
}
