package dev.tenor.kernels.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.Broadcast;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.random.RandomStream;
import org.junit.jupiter.api.Test;

class PowerKernelsTest {
  private static final float INF = Float.POSITIVE_INFINITY;

  private static float[] power(Backend backend, float[] a, float[] b) {
    try (backend) {
      Machine machine = new Machine(backend);
      Buffer y = machine.output("y", a.length);
      backend.elementwise().binary(BinaryFn.POW, y, machine.input(a), machine.input(b), a.length);
      return machine.outputs();
    }
  }

  private static float[] gradient(Backend backend, int side, float[] a, float[] b) {
    try (backend) {
      Machine machine = new Machine(backend);
      int[] shape = {a.length};
      Buffer d = machine.output("d", a.length);
      Buffer dy = machine.input("dy", a.length);
      backend
          .elementwise()
          .binaryGradient(
              BinaryFn.POW,
              side,
              d,
              dy,
              machine.input(a),
              machine.input(b),
              Broadcast.of(shape, shape, shape));
      return machine.outputs();
    }
  }

  /// Bases over the whole range of floats, and exponents that lead anywhere in it.
  private static float[][] everywhere(int n) {
    RandomStream random = RandomStream.of(3, "powers");
    float[][] operands = new float[2][n];
    for (int i = 0; i < n; i++) {
      double log = i % 2 == 0 ? random.uniform(-87, 88) : random.uniform(-0.5, 0.5);
      operands[0][i] = (float) Math.exp(log);
      operands[1][i] = (float) (random.uniform(-86, 86) / Math.max(Math.abs(log), 1e-3));
    }
    return operands;
  }

  @Test
  void isExactToAFewUnitsOverTheWholeRange() {
    float[][] operands = everywhere(40_000);
    float[] actual = power(new SimdBackend(1), operands[0], operands[1]);
    for (int i = 0; i < actual.length; i++) {
      float a = operands[0][i];
      float b = operands[1][i];
      double expected = Math.pow(a, b);
      assertEquals(expected, actual[i], 4e-7 * Math.abs(expected), a + " to " + b);
    }
  }

  @Test
  void negativeNumbersHaveWholePowers() {
    float[] a = new float[201];
    float[] b = new float[201];
    for (int i = 0; i < a.length; i++) {
      a[i] = -1.5f + i * 0.001f;
      b[i] = i - 100;
    }
    float[] actual = power(new SimdBackend(1), a, b);
    for (int i = 0; i < a.length; i++) {
      double expected = Math.pow(a[i], b[i]);
      assertEquals(expected, actual[i], 4e-7 * Math.abs(expected), a[i] + " to " + b[i]);
    }
  }

  /// All pairs of numbers that are something special, the reference's values for powers and slopes.
  @Test
  void limitsAndNanAreTheReferences() {
    float[] special = {
      0,
      -0f,
      1,
      -1,
      2,
      -2,
      3,
      -3,
      0.5f,
      -0.5f,
      INF,
      -INF,
      Float.NaN,
      1e-40f,
      -1e-40f,
      3e38f,
      -3e38f,
      1e7f,
      16777217f,
      4194303f,
      4194305f,
      -4194305f,
      88,
      -88,
      1.0000001f,
      0.99999994f
    };
    int n = special.length;
    float[] a = new float[n * n];
    float[] b = new float[n * n];
    for (int i = 0; i < n * n; i++) {
      a[i] = special[i / n];
      b[i] = special[i % n];
    }
    same(a, b, power(new ScalarBackend(), a, b), power(new SimdBackend(1), a, b));
    for (int side = 0; side < 2; side++) {
      same(
          a,
          b,
          gradient(new ScalarBackend(), side, a, b),
          gradient(new SimdBackend(1), side, a, b));
    }
  }

  private static void same(float[] a, float[] b, float[] expected, float[] actual) {
    for (int i = 0; i < a.length; i++) {
      double error = Float.isFinite(expected[i]) ? 5e-7 * Math.abs(expected[i]) : 0;
      assertEquals(expected[i], actual[i], error, a[i] + " to " + b[i]);
    }
  }

  @Test
  void slopesAreExactToAFewUnits() {
    float[][] operands = everywhere(5_001);
    for (int side = 0; side < 2; side++) {
      float[] expected = gradient(new ScalarBackend(), side, operands[0], operands[1]);
      same(
          operands[0],
          operands[1],
          expected,
          gradient(new SimdBackend(1), side, operands[0], operands[1]));
    }
  }

  @Test
  void anElementsValueDoesNotDependOnItsPlace() {
    float[][] operands = everywhere(2 * Lanes.L + 3);
    operands[0][1] = 0;
    operands[0][Lanes.L + 1] = -3;
    float[] together = power(new SimdBackend(1), operands[0], operands[1]);
    float[][] slopes = new float[2][];
    for (int side = 0; side < 2; side++) {
      slopes[side] = gradient(new SimdBackend(1), side, operands[0], operands[1]);
    }
    float dy = Machine.random("dy", 1, 0)[0];
    float[] all = Machine.random("dy", together.length, 0);
    assertEquals(dy, all[0]);
    for (int i = 0; i < together.length; i++) {
      float[] a = {operands[0][i]};
      float[] b = {operands[1][i]};
      assertEquals(power(new SimdBackend(1), a, b)[0], together[i]);
    }
    for (int side = 0; side < 2; side++) {
      float[] a = {operands[0][0]};
      float[] b = {operands[1][0]};
      assertEquals(gradient(new SimdBackend(1), side, a, b)[0], slopes[side][0]);
    }
  }
}
