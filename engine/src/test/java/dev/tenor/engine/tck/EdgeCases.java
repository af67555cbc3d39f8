package dev.tenor.engine.tck;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Masks;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Reductions;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.List;

/// NaN, infinities, zeros of both signs and the ends of domains: every backend agrees with the
/// reference, and `EdgeValueTest` says what that gives. See [OpCases].
final class EdgeCases extends CaseList {
  private static final float INF = Float.POSITIVE_INFINITY;
  private static final float[] VALUES = {
    Float.NaN, INF, -INF, 0, -0f, 1, -1, 0.5f, -2.5f, 100, -100
  };
  private static final float[] ROWS = {
    1, Float.NaN, 3, Float.NaN, -INF, -INF, -INF, -INF, 2, INF, INF, 2, 5, 1, 5, 1
  };

  @FunctionalInterface
  private interface One {
    Tensor apply(Pass pass, Tensor x);
  }

  @FunctionalInterface
  private interface Two {
    Tensor apply(Pass pass, Tensor a, Tensor b);
  }

  @Override
  void fill() {
    functions();
    pairs();
    extremes();
  }

  private void functions() {
    one("gelu_tanh", Ops::geluTanh);
    one("silu", Ops::silu);
    one("softplus", Ops::softplus);
    one("exp", Ops::exp);
    one("log", Ops::log);
    one("sqrt", Ops::sqrt);
    one("rsqrt", Ops::rsqrt);
    one("abs", Ops::abs);
    one("negate", Ops::negate);
    one("square", Ops::square);
    one("reciprocal", Ops::reciprocal);
    one("sin", Ops::sin);
    one("cos", Ops::cos);
    one("hardtanh", Ops::hardtanh);
  }

  private void one(String name, One op) {
    add("edges of " + name, (p, in) -> op.apply(p, values(p, VALUES.length))).noGradientCheck();
  }

  private void pairs() {
    two("divide", Ops::divide);
    two("pow", Ops::pow);
    two("minimum", Ops::minimum);
    two("maximum", Ops::maximum);
    two("prelu", Ops::prelu);
    two("greater", Masks::greater);
    two("greater_equal", Masks::greaterEqual);
    two("less", Masks::less);
    two("less_equal", Masks::lessEqual);
    two("equal", Masks::equal);
    two("not_equal", Masks::notEqual);
    two("where", (p, a, b) -> Masks.where(p, a, a, b));
  }

  private void two(String name, Two op) {
    int n = VALUES.length;
    add("edges of " + name, (p, in) -> op.apply(p, values(p, n, 1), values(p, n)))
        .noGradientCheck();
  }

  private void extremes() {
    List<One> ops =
        List.of(
            (p, x) -> Reductions.max(p, x, false, 1),
            (p, x) -> Reductions.min(p, x, false, 0),
            (p, x) -> Reductions.argmax(p, x, 1),
            (p, x) -> Reductions.argmin(p, x, 0),
            (p, x) -> Reductions.logSumExp(p, x, false, 1));
    for (int i = 0; i < ops.size(); i++) {
      One op = ops.get(i);
      add("edges of extreme " + i, (p, in) -> op.apply(p, p.constant(Shape.of(4, 4), ROWS)))
          .noGradientCheck();
    }
  }

  private static Tensor values(Pass pass, int... dims) {
    return pass.constant(Shape.of(dims), VALUES);
  }
}
