package dev.tenor.kernels.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnaryKernelsTest {
  private static final float INF = Float.POSITIVE_INFINITY;

  private static float[] on(Machine machine, UnaryFn fn, float[] x) {
    Buffer y = machine.output("y", x.length);
    machine.backend().elementwise().unary(fn, y, machine.input(x), x.length);
    return machine.outputs();
  }

  private static float[] simd(UnaryFn fn, float... x) {
    try (SimdBackend backend = new SimdBackend(1)) {
      return on(new Machine(backend), fn, x);
    }
  }

  private static float[] exp(float... x) {
    float[] padded = Arrays.copyOf(x, GemmTile.roundUp(x.length, MathKernels.STEP));
    MathKernels.exp(padded, 0, padded, 0, padded.length);
    return Arrays.copyOf(padded, x.length);
  }

  @Test
  void expIsExactToAFewUnitsOverItsWholeRange() {
    for (float x = -86; x < 88.7f; x += 0.0103f) {
      double expected = Math.exp(x);
      assertEquals(expected, exp(x)[0], 2e-7 * expected, "exp(" + x + ")");
    }
  }

  @Test
  void expHasTheRightLimits() {
    assertArrayEquals(
        new float[] {1, 1, 0, 0, INF, INF, Float.NaN},
        exp(0, -0f, -INF, -90, INF, 88.73f, Float.NaN));
    assertEquals(Math.exp(88.722), exp(88.722f)[0], 1e32);
    float odd = Float.intBitsToFloat(0x7FC0_0001); // a NaN with other bits than usual
    assertTrue(Float.isNaN(exp(odd)[0]));
  }

  @Test
  void logarithmsSinesAndCosinesAreExactToTwoUnits() {
    float[] x = new float[60_000];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.exp(-100 + 188 * (i / (double) x.length)); // subnormal to 1e38
    }
    exact(x, simd(UnaryFn.LOG, x), Math::log);
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - 30_000) * 4.1f + 0.37f; // to both sides of the last number that is reduced
    }
    exact(x, simd(UnaryFn.SIN, x), Math::sin);
    exact(x, simd(UnaryFn.COS, x), Math::cos);
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (Math.PI / 2 * (i - 30_000)); // close to zeros
    }
    exact(x, simd(UnaryFn.SIN, x), Math::sin);
    exact(x, simd(UnaryFn.COS, x), Math::cos);
  }

  private static void exact(float[] x, float[] actual, DoubleUnaryOperator fn) {
    for (int i = 0; i < x.length; i++) {
      double expected = fn.applyAsDouble(x[i]);
      assertEquals(expected, actual[i], 2 * Math.ulp((float) expected), "of " + x[i]);
    }
  }

  @ParameterizedTest
  @EnumSource(UnaryFn.class)
  void isExactToAFewUnitsNearZeroAndFarFromIt(UnaryFn fn) {
    float[] x = new float[4001];
    for (int i = 0; i < x.length; i++) {
      float magnitude = (float) Math.exp(-20 + 22.5 * (i / 2) / 2000);
      x[i] = (i & 1) == 0 ? magnitude : -magnitude;
    }
    float[] expected = on(new Machine(new ScalarBackend()), fn, x);
    float[] actual = simd(fn, x);
    for (int i = 0; i < x.length; i++) {
      // GELU's tail is a product with exp(-x²/2), whose argument is rounded; the reference's is a
      // difference of numbers near 1.
      boolean tail = (fn == UnaryFn.GELU || fn == UnaryFn.GELU_TANH) && x[i] < -1;
      double size = Float.isFinite(expected[i]) ? Math.abs(expected[i]) : 0;
      double error = 5e-7 * (tail ? 1 + x[i] * x[i] : 1) * size;
      assertEquals(expected[i], actual[i], error + (tail ? 1e-14 : 0), fn + " of " + x[i]);
    }
  }

  @ParameterizedTest
  @EnumSource(UnaryFn.class)
  void givesLimitsAndNanAsTheScalarBackendDoes(UnaryFn fn) {
    float[] x = {Float.NaN, INF, -INF, 100, -100, 3e38f, -3e38f, 0, -0f, 1e-40f};
    float[] expected = on(new Machine(new ScalarBackend()), fn, x);
    float[] actual = simd(fn, x);
    for (int i = 0; i < x.length; i++) {
      double error = Float.isFinite(expected[i]) ? 3e-7 * Math.abs(expected[i]) : 0;
      assertEquals(expected[i], actual[i], error + 1e-37, fn + " of " + x[i]);
    }
  }

  @ParameterizedTest
  @EnumSource(UnaryFn.class)
  void anElementsValueDoesNotDependOnItsPlace(UnaryFn fn) {
    float[] x = Machine.random("x", 2 * Lanes.L + 3, 0);
    float[] together = simd(fn, x);
    for (int i = 0; i < x.length; i++) {
      assertEquals(simd(fn, x[i])[0], together[i]);
    }
  }
}
