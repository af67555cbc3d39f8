package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.Elementwise;
import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// y = x / max(‖x‖₂, eps) along one axis. Saves the sums of squares and the factors.
record Normalize(int axis, float eps) implements Op {
  @Override
  public String name() {
    return "normalize";
  }

  @Override
  public Shape infer(List<Shape> in) {
    in.get(0).axis(axis); // or an error
    return in.get(0);
  }

  @Override
  public void forward(OpContext c) {
    Shape x = c.inShape(0);
    int at = x.axis(axis);
    int sums = x.outer(at) * x.inner(at);
    Elementwise<Buffer> maps = c.backend().elementwise();
    maps.unary(UnaryFn.SQUARE, c.out(), c.in(0), x.numel());
    Buffer squares = c.save(sums);
    c.backend()
        .reductions()
        .sumAxis(squares, c.out(), x.outer(at), x.dim(at), x.inner(at), 1, false);
    Buffer factors = c.save(sums);
    maps.clamp(factors, squares, eps * eps, Float.POSITIVE_INFINITY, sums);
    maps.unary(UnaryFn.RSQRT, factors, factors, sums);
    maps.binaryBroadcast(
        BinaryFn.MUL, c.out(), c.in(0), factors, x.outer(at), x.dim(at), x.inner(at));
  }

  /// dx = (dy − y·Σ dy·y) / ‖x‖, and dy / eps where the norm is below eps.
  @Override
  public void backward(OpContext c) {
    Shape x = c.inShape(0);
    int at = x.axis(axis);
    int sums = x.outer(at) * x.inner(at);
    Elementwise<Buffer> maps = c.backend().elementwise();
    Buffer dx = c.gradIn(0);
    maps.binary(BinaryFn.MUL, dx, c.gradOut(), c.out(), x.numel());
    Buffer products = c.scratch(sums);
    c.backend().reductions().sumAxis(products, dx, x.outer(at), x.dim(at), x.inner(at), 1, false);
    maps.clampBackward(products, products, c.saved(0), eps * eps, Float.POSITIVE_INFINITY, sums);
    maps.binaryBroadcast(BinaryFn.MUL, dx, c.out(), products, x.outer(at), x.dim(at), x.inner(at));
    maps.binary(BinaryFn.SUB, dx, c.gradOut(), dx, x.numel());
    maps.binaryBroadcast(BinaryFn.MUL, dx, dx, c.saved(1), x.outer(at), x.dim(at), x.inner(at));
  }
}
