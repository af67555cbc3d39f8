package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Broadcast;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.tensor.Shape;

/// Sums over all axes along which a shape is repeated to a larger one, and their transposes.
/// Several axes are summed one after the other, from the first on; neighbours count as one.
final class Sums {
  private Sums() {}

  /// y = scale · Σ x over the axes along which `small` is repeated to `large`, the shape of x.
  static void reduce(OpContext c, Buffer y, Buffer x, Shape large, Shape small, float scale) {
    Broadcast g = Broadcast.of(large.toArray(), small.toArray());
    int left = repeated(g);
    if (left == 0) {
      c.backend().elementwise().scale(y, x, scale, small.numel());
      return;
    }
    Buffer from = x;
    int outer = 1;
    for (int i = 0; i < g.rank(); i++) {
      if (g.stride(0, i) != 0) {
        outer *= g.dim(i);
        continue;
      }
      boolean last = --left == 0;
      int inner = inner(g, i);
      Buffer to = last ? y : c.scratch(outer * inner);
      c.backend().reductions().sumAxis(to, from, outer, g.dim(i), inner, last ? scale : 1, false);
      from = to;
    }
  }

  /// x = scale · y, repeated: the transpose of [#reduce].
  static void expand(OpContext c, Buffer x, Buffer y, Shape large, Shape small, float scale) {
    Broadcast g = Broadcast.of(large.toArray(), small.toArray());
    int left = repeated(g);
    if (left == 0) {
      c.backend().elementwise().scale(x, y, scale, small.numel());
      return;
    }
    Buffer from = y;
    int inner = 1;
    for (int i = g.rank() - 1; i >= 0; i--) {
      if (g.stride(0, i) != 0) {
        inner *= g.dim(i);
        continue;
      }
      boolean last = --left == 0;
      int outer = kept(g, i);
      Buffer to = last ? x : c.scratch(outer * g.dim(i) * inner);
      c.backend().reductions().broadcastAxis(to, from, outer, g.dim(i), inner, last ? scale : 1);
      from = to;
      inner *= g.dim(i);
    }
  }

  private static int repeated(Broadcast g) {
    int count = 0;
    for (int i = 0; i < g.rank(); i++) {
      count += g.stride(0, i) == 0 ? 1 : 0;
    }
    return count;
  }

  /// The product of the dims after `axis`.
  private static int inner(Broadcast g, int axis) {
    int product = 1;
    for (int i = axis + 1; i < g.rank(); i++) {
      product *= g.dim(i);
    }
    return product;
  }

  /// The product of the dims before `axis` that are not repeated.
  private static int kept(Broadcast g, int axis) {
    int product = 1;
    for (int i = 0; i < axis; i++) {
      product *= g.stride(0, i) == 0 ? 1 : g.dim(i);
    }
    return product;
  }
}
