package dev.tenor.kernels.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.RecurrentGeometry;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a network says about an utterance depends on nothing else in its batch, to the last bit.
class BatchIndependenceTest {
  /// A primitive on `batch` utterances.
  @FunctionalInterface
  private interface Primitive {
    /// @param x the utterances' inputs, one after the other
    void run(Machine machine, Buffer y, Buffer x, int batch);
  }

  private static float[] run(Primitive primitive, float[] x, int batch, int outputs) {
    try (SimdBackend backend = new SimdBackend(2)) {
      Machine machine = new Machine(backend);
      primitive.run(machine, machine.output("y", batch * outputs), machine.input(x), batch);
      return machine.outputs();
    }
  }

  private static void check(int batch, int inputs, int outputs, Primitive primitive) {
    float[] x = Machine.random("x", batch * inputs, 0);
    float[] together = run(primitive, x, batch, outputs);
    for (int b = 0; b < batch; b++) {
      float[] alone =
          run(primitive, Arrays.copyOfRange(x, b * inputs, (b + 1) * inputs), 1, outputs);
      assertArrayEquals(
          Arrays.copyOfRange(together, b * outputs, (b + 1) * outputs), alone, "entry " + b);
    }
  }

  @ParameterizedTest
  @CsvSource({"384, 96", "192, 128", "4, 64", "17, 601", "33, 1"})
  void linear(int out, int in) {
    check(
        13,
        in,
        out,
        (m, y, x, batch) ->
            m.backend()
                .linear()
                .forward(y, x, m.input("w", out * in), m.input("bias", out), batch, out, in));
  }

  @ParameterizedTest
  @CsvSource({"31, 40, 1, 16", "12, 10, 16, 32", "39, 5, 6, 64", "19, 2, 32, 19", "1, 1, 3, 5"})
  void convolution(int height, int width, int in, int out) {
    check(
        5,
        height * width * in,
        height * width * out,
        (m, y, x, batch) ->
            m.backend()
                .convolution()
                .forward(
                    y,
                    x,
                    m.input("w", 9 * in * out),
                    m.input("bias", out),
                    new ConvGeometry(batch, height, width, in, out, 3, 3, 1, 1, 1, 1)));
  }

  private static Buffer zeros(Machine m, int n) {
    Buffer zeros = m.backend().memory().allocate(n);
    m.backend().memory().fill(zeros, 0, n);
    return zeros;
  }

  @ParameterizedTest
  @CsvSource({"48", "21"})
  void lstm(int hidden) {
    int time = 5;
    check(
        19,
        time * 4 * hidden,
        time * hidden,
        (m, y, x, batch) ->
            m.backend()
                .recurrence()
                .lstm(
                    y,
                    x,
                    m.input("cells", batch * time * hidden),
                    m.input("previous", batch * time * hidden),
                    zeros(m, batch * hidden),
                    zeros(m, batch * hidden),
                    m.input("w", 4 * hidden * hidden),
                    null,
                    new RecurrentGeometry(batch, time, hidden, hidden, 0, false)));
  }

  @ParameterizedTest
  @CsvSource({"4", "9", "96", "103"})
  void rows(int cols) {
    check(37, cols, cols, (m, y, x, batch) -> m.backend().softmax().forward(y, x, batch, cols));
    check(
        37,
        cols,
        cols,
        (m, y, x, batch) ->
            m.backend()
                .layerNorm()
                .forward(
                    y,
                    m.input("mean", batch),
                    m.input("rstd", batch),
                    x,
                    m.input("gamma", cols),
                    m.input("beta", cols),
                    1e-5f,
                    batch,
                    cols));
  }

  @Test
  void means() {
    check(
        7,
        9 * 96,
        96,
        (m, y, x, batch) -> m.backend().reductions().sumAxis(y, x, batch, 9, 96, 0.1f, false));
  }
}
