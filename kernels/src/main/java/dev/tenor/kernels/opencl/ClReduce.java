package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.Buffer;

/// Sums over an axis, and back: `reduce.cl`.
final class ClReduce {
  private static final String FAMILY = "reduce";

  /// Sums this long or shorter are not cut into chunks.
  private static final int SHORT = 64;

  private final ClResources cl;

  ClReduce(ClResources cl) {
    this.cl = cl;
  }

  /// How many of `rows` summands one work-item adds: at least SHORT, and at most so many that there
  /// are about 64 chunks. It follows from the size alone, so that the order of a sum does.
  static int chunk(int rows) {
    return Math.max(SHORT, Math.ceilDiv(rows, 64));
  }

  void sumAxis(
      Buffer y, Buffer x, int outer, int axis, int inner, float scale, boolean accumulate) {
    int rows = chunk(axis);
    int chunks = Math.max(1, Math.ceilDiv(axis, rows));
    int n = outer * inner;
    ClBuffer partial = cl.scratch(ClScratch.Use.PARTIAL, (long) chunks * n);
    cl.kernel(FAMILY, "sum_chunks")
        .array(partial)
        .array(x)
        .number(axis)
        .number(inner)
        .number(rows)
        .launch(cl.vectors(inner), chunks, outer, 1, 1);
    combine(y, partial, chunks, n, scale, accumulate);
  }

  /// y = scale · the sum of `chunks` arrays of n floats, added in their order.
  void combine(Buffer y, Buffer partial, int chunks, int n, float scale, boolean accumulate) {
    cl.kernel(FAMILY, "sum_partials")
        .array(y)
        .array(partial)
        .number(chunks)
        .number(n)
        .number(scale)
        .number(accumulate ? 1 : 0)
        .launch(cl.vectors(n));
  }

  void expandAxis(Buffer y, Buffer x, int outer, int axis, int inner, float scale) {
    cl.kernel(FAMILY, "expand_axis")
        .array(y)
        .array(x)
        .number(outer * axis)
        .number(axis)
        .number(inner)
        .number(scale)
        .launch(cl.rowVectors((long) outer * axis, inner));
  }

  void sumOfSquares(Buffer y, Buffer x, int n) {
    int count = Math.max(1024, Math.ceilDiv(n, 256 * 16) * 16);
    int chunks = Math.ceilDiv(n, count);
    ClBuffer partial = cl.scratch(ClScratch.Use.PARTIAL, chunks);
    cl.kernel(FAMILY, "squares_chunks")
        .array(partial)
        .array(x)
        .number(count)
        .number(n)
        .launch(chunks, 1, 1, 1, 1);
    combine(y, partial, chunks, 1, 1, false);
  }
}
