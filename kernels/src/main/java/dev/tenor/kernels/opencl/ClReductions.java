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

  /// In chunks first where the axis is long, and then among these.
  @Override
  public void extreme(
      ClBuffer y, ClBuffer place, ClBuffer x, boolean largest, int outer, int axis, int inner) {
    synchronized (cl) {
      int count = cl.chunk(axis);
      int chunks = Math.max(1, Math.ceilDiv(axis, count));
      if (chunks == 1 || outer * inner > ClResources.MOST_CHUNKS * ClResources.MOST_CHUNKS) {
        extremes(y, place, x, null, largest, outer, axis, inner, axis);
        return;
      }
      long n = (long) outer * chunks * inner;
      ClBuffer values = cl.scratch(ClScratch.Use.PARTIAL, n);
      ClBuffer places = cl.scratch(ClScratch.Use.FEWER, n);
      extremes(values, places, x, null, largest, outer, axis, inner, count);
      extremes(y, place, values, places, largest, outer, chunks, inner, chunks);
    }
  }

  private void extremes(
      ClBuffer y,
      ClBuffer place,
      ClBuffer x,
      ClBuffer from,
      boolean largest,
      int outer,
      int axis,
      int inner,
      int count) {
    cl.kernel(FAMILY, "extreme_chunks")
        .array(y)
        .array(place)
        .array(x)
        .array(from)
        .number(largest ? 1f : -1f)
        .number(outer)
        .number(axis)
        .number(inner)
        .number(count)
        .launchLong((long) outer * Math.ceilDiv(axis, count) * inner);
  }

  @Override
  public void cumulativeSum(
      ClBuffer y, ClBuffer x, int outer, int axis, int inner, boolean reverse) {
    synchronized (cl) {
      cl.kernel(FAMILY, "cumulative_sum")
          .array(y)
          .array(x)
          .number(outer)
          .number(axis)
          .number(inner)
          .number(reverse ? 1 : 0)
          .launchLong((long) outer * inner);
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
