package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.backend.LstmGeometry;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// LSTM over x [B,T,In] from a zero state, out [B,T,D·H] for D directions (forward, then reverse),
/// with PyTorch's gates and parameters. Inputs: x, then for each direction weight_ih [4H,In],
/// weight_hh [4H,H], bias_ih [4H], bias_hh [4H].
record Lstm(int directions) implements Op {
  private static final int PER_DIRECTION = 4;

  @Override
  public String name() {
    return "lstm";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape x = in.get(0);
    Checks.rank(name(), "input", x, 3);
    int hidden = in.get(2).dim(-1);
    for (int d = 0; d < directions; d++) {
      int from = 1 + d * PER_DIRECTION;
      Checks.shape(name(), "weight_ih", x, in.get(from), Shape.of(4 * hidden, x.dim(2)));
      Checks.shape(name(), "weight_hh", in.get(from + 1), Shape.of(4 * hidden, hidden));
      Checks.shape(name(), "bias_ih", in.get(from + 2), Shape.of(4 * hidden));
      Checks.shape(name(), "bias_hh", in.get(from + 3), Shape.of(4 * hidden));
    }
    return Shape.of(x.dim(0), x.dim(1), directions * hidden);
  }

  private LstmGeometry geometry(OpContext c, int direction) {
    Shape out = c.outShape();
    int hidden = out.dim(2) / directions;
    return new LstmGeometry(
        out.dim(0), out.dim(1), hidden, out.dim(2), direction * hidden, direction == 1);
  }

  @Override
  public long flops(List<Shape> in, Shape out) {
    Shape x = in.get(0);
    int hidden = in.get(2).dim(1);
    return 8L * directions * x.dim(0) * x.dim(1) * hidden * (x.dim(2) + hidden);
  }

  @Override
  public void forward(OpContext c) {
    Backend backend = c.backend();
    int rows = c.outShape().dim(0) * c.outShape().dim(1);
    int in = c.inShape(0).dim(2);
    for (int d = 0; d < directions; d++) {
      LstmGeometry g = geometry(c, d);
      int h = g.hidden();
      int from = 1 + d * PER_DIRECTION;
      Buffer gates = c.save(rows * 4 * h);
      Buffer cells = c.save(rows * h);
      Buffer previous = c.save(rows * h);
      Buffer bias = c.scratch(4 * h);
      backend.memory().copy(bias, c.in(from + 2), 4 * h);
      backend.elementwise().axpy(bias, 1, c.in(from + 3), 4 * h);
      Linear.product(c, gates, from, bias, rows, 4 * h, in);
      backend.recurrence().lstm(c.out(), gates, cells, previous, c.in(from + 1), g);
    }
  }

  @Override
  public void backward(OpContext c) {
    Backend backend = c.backend();
    int rows = c.outShape().dim(0) * c.outShape().dim(1);
    int in = c.inShape(0).dim(2);
    Buffer dx = c.needsGrad(0) ? c.gradIn(0) : null;
    for (int d = 0; d < directions; d++) {
      LstmGeometry g = geometry(c, d);
      int h = g.hidden();
      int from = 1 + d * PER_DIRECTION;
      Buffer dgates = c.scratch(rows * 4 * h);
      backend
          .recurrence()
          .lstmBackward(dgates, c.gradOut(), c.saved(3 * d), c.saved(3 * d + 1), c.in(from + 1), g);
      if (dx != null) {
        GemmGeometry product = GemmGeometry.of(false, false, rows, in, 4 * h);
        backend.gemm().gemm(product, dx, dgates, c.in(from), 1, d == 0 ? 0 : 1);
      }
      if (c.needsGrad(from)) {
        Linear.weightGrad(backend, c.gradAccumulate(from), dgates, c.in(0), rows, 4 * h, in);
      }
      if (c.needsGrad(from + 1)) {
        Buffer previous = c.saved(3 * d + 2);
        Linear.weightGrad(backend, c.gradAccumulate(from + 1), dgates, previous, rows, 4 * h, h);
      }
      for (int bias = from + 2; bias <= from + 3; bias++) {
        if (c.needsGrad(bias)) {
          backend.reductions().sumAxis(c.gradAccumulate(bias), dgates, 1, rows, 4 * h, 1, true);
        }
      }
    }
  }
}
