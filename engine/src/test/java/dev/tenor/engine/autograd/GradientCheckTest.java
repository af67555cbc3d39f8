package dev.tenor.engine.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
  private final BufferPool pool = new BufferPool(new ScalarBackend());

  /// x², whose gradient is wrong in one element.
  private record Wrong(int element, float by) implements Op {
    @Override
    public String name() {
      return "wrong";
    }

    @Override
    public Shape infer(List<Shape> in) {
      return in.get(0);
    }

    @Override
    public void forward(OpContext c) {
      int n = c.outShape().numel();
      c.backend().elementwise().binary(BinaryFn.MUL, c.out(), c.in(0), c.in(0), n);
    }

    @Override
    public void backward(OpContext c) {
      int n = c.outShape().numel();
      float[] x = new float[n];
      float[] dy = new float[n];
      c.backend().memory().download(x, 0, c.in(0), n);
      c.backend().memory().download(dy, 0, c.gradOut(), n);
      for (int i = 0; i < n; i++) {
        x[i] = 2 * x[i] * dy[i] + (i == element ? by : 0);
      }
      c.backend().memory().upload(c.gradIn(0), x, 0, n);
    }
  }

  private GradientCheck.Report check(int n, int element, float by) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = 1 + i % 7 * 0.1f;
    }
    return GradientCheck.of(
        () -> Pass.training(pool, 1, 1),
        (pass, in) -> pass.apply(new Wrong(element, by), in[0]),
        new GradientCheck.Input(Shape.of(n), x));
  }

  @Test
  void rightGradientsPass() {
    GradientCheck.Report report = check(40, -1, 0);
    assertEquals(report, report.require());
    assertTrue(check(0, -1, 0).passes(), "no element, no wrong one");
  }

  @Test
  void theWrongElementIsNamed() {
    GradientCheck.Report report = check(100, 77, 30);
    assertFalse(report.passes());
    assertEquals(77, report.element());
    assertEquals(30, report.analytic() - report.numeric(), 0.1);
    String message = assertThrows(IllegalStateException.class, report::require).getMessage();
    assertTrue(message.startsWith("gradient check: input 0, element 77: analytic "), message);
  }

  @Test
  void aNanIsWrong() {
    assertFalse(check(5, 2, Float.NaN).passes());
  }

  @Test
  void dropoutIsTheSameInEveryPass() {
    GradientCheck.of(
            () -> Pass.training(pool, 1, 1),
            (pass, in) -> Ops.dropout(pass, in[0], 0.5f),
            new GradientCheck.Input(Shape.of(3), new float[] {1, 2, 3}))
        .require();
    assertThrows(
        IllegalArgumentException.class,
        () -> GradientCheck.of(() -> Pass.recording(pool), (pass, in) -> null));
  }
}
