package dev.tenor.engine.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.AdamStep;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.backend.BlockGeometry;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.tensor.Nmse;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every backend must do: compute each op case, forward and backward, as the scalar oracle
/// does, write nothing beside its outputs, and repeat itself bit for bit. A subclass names the
/// backend; see [ExpectedBackends] for what happens where it is missing.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BackendConformance {
  private final String spec;
  private Backend backend;
  private final Backend oracle = new ScalarBackend();

  protected BackendConformance(String spec) {
    this.spec = spec;
  }

  /// Opens the backend under test; a subclass may open it in another way.
  protected Backend opened() {
    return Backends.open(spec, 2);
  }

  @BeforeAll
  void open() {
    ExpectedBackends.assumeHere(spec);
    backend = opened();
  }

  @AfterAll
  void close() {
    if (backend != null) {
      backend.close();
    }
  }

  static List<OpCase> cases() {
    return OpCases.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void agreesWithTheOracle(OpCase op) {
    OpRun expected;
    try (GuardedPool pool = new GuardedPool(oracle)) {
      expected = OpRun.of(op, pool);
      pool.assertIntact();
    }
    try (GuardedPool pool = new GuardedPool(backend)) {
      OpRun actual = OpRun.of(op, pool);
      pool.assertIntact();
      assertEquals(expected.shape(), actual.shape());
      close("output", actual.output(), expected.output(), op.forwardBound());
      for (int i = 0; i < expected.grads().length; i++) {
        if (expected.grads()[i] != null) {
          close("grad " + i, actual.grads()[i], expected.grads()[i], op.backwardBound());
        }
        close("input after " + i, actual.inputs()[i], expected.inputs()[i], op.forwardBound());
      }
    }
  }

  private static void close(String what, float[] actual, float[] expected, double bound) {
    double nmse = Nmse.of(actual, expected);
    assertTrue(
        nmse <= bound,
        () ->
            what
                + ": NMSE "
                + nmse
                + " exceeds "
                + bound
                + "; expected "
                + Arrays.toString(Arrays.copyOf(expected, Math.min(8, expected.length)))
                + "…, got "
                + Arrays.toString(Arrays.copyOf(actual, Math.min(8, actual.length)))
                + "…");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void repeatsItselfBitForBit(OpCase op) {
    try (BufferPool pool = new BufferPool(backend)) {
      OpRun first = OpRun.of(op, pool);
      OpRun second = OpRun.of(op, pool);
      assertArrayEquals(first.output(), second.output());
      for (int i = 0; i < first.grads().length; i++) {
        assertArrayEquals(first.grads()[i], second.grads()[i]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 64, 1009, 70_001})
  void dropsTheSameElementsAsTheOracle(int n) {
    float[] ones = new float[n];
    Arrays.fill(ones, 3);
    Function<Backend, float[]> run =
        b -> {
          Buffer x = uploaded(b, ones);
          Buffer y = b.allocate(n);
          b.dropout(y, x, 0.3f, 0x1234_5678_9abcL, 0x77_0000_0001L, n);
          return downloaded(b, y);
        };
    assertArrayEquals(run.apply(oracle), run.apply(backend));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void adamFollowsTheOracle(boolean decoupled) {
    int n = 1037;
    float[] start = OpRun.direction("adam values", n);
    Function<Backend, float[]> run =
        b -> {
          Buffer values = uploaded(b, start);
          Buffer m = uploaded(b, new float[n]);
          Buffer v = uploaded(b, new float[n]);
          for (int t = 1; t <= 5; t++) {
            Buffer grads = uploaded(b, OpRun.direction("adam grads " + t, n));
            double c1 = 1 - Math.pow(0.9, t);
            double c2 = 1 - Math.pow(0.999, t);
            b.adam(
                values,
                grads,
                m,
                v,
                new AdamStep(1e-2, 0.9, 0.999, 1e-8, 1e-2, decoupled, c1, c2),
                n);
          }
          return downloaded(b, values);
        };
    assertTrue(Nmse.of(run.apply(backend), run.apply(oracle)) <= 1e-11);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 103, 100_003})
  void sumOfSquaresFollowsTheOracle(int n) {
    float[] values = OpRun.direction("squares", n);
    Function<Backend, float[]> run =
        b -> {
          Buffer sum = b.allocate(1);
          b.sumOfSquares(sum, uploaded(b, values), n);
          return downloaded(b, sum);
        };
    assertTrue(Nmse.of(run.apply(backend), run.apply(oracle)) <= 1e-10);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aBlockPredictsWithRunningStatistics(int side) {
    ConvGeometry conv = new ConvGeometry(2, 9, 7, 5, 19, 3, 3, 1, 1, 1, 1);
    BlockGeometry g = new BlockGeometry(conv, side, 0.1f, 1e-5f, 0.5f, 1, 2);
    float[] variance = OpRun.direction("variance", 19);
    for (int i = 0; i < variance.length; i++) {
      variance[i] = 0.5f + variance[i] * variance[i];
    }
    Function<Backend, float[]> run =
        b -> {
          Buffer out = b.allocate(g.outputs());
          b.blockInference(
              out,
              uploaded(b, OpRun.direction("x", 2 * 9 * 7 * 5)),
              uploaded(b, OpRun.direction("w", 9 * 5 * 19)),
              uploaded(b, OpRun.direction("bias", 19)),
              uploaded(b, OpRun.direction("gamma", 19)),
              uploaded(b, OpRun.direction("beta", 19)),
              uploaded(b, OpRun.direction("mean", 19)),
              uploaded(b, variance),
              g);
          return downloaded(b, out);
        };
    assertTrue(Nmse.of(run.apply(backend), run.apply(oracle)) <= 1e-10);
  }

  @Test
  void movesBlocksOfMemory() {
    Buffer buffer = backend.allocate(10);
    backend.fill(buffer, 2, 10);
    backend.upload(buffer.slice(3, 4), new float[] {9, 5, 6, 7, 8}, 1, 4);
    backend.copy(buffer.slice(0, 2), buffer.slice(5, 2), 2);
    assertArrayEquals(new float[] {7, 8, 2, 5, 6, 7, 8, 2, 2, 2}, downloaded(backend, buffer), 0);
  }

  private static Buffer uploaded(Backend b, float[] values) {
    Buffer buffer = b.allocate(values.length);
    b.upload(buffer, values, 0, values.length);
    return buffer;
  }

  private static float[] downloaded(Backend b, Buffer buffer) {
    float[] values = new float[buffer.length()];
    b.download(values, 0, buffer, values.length);
    return values;
  }
}
