package dev.tenor.engine.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenor.engine.backend.AdamStep;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.ConvBlockGeometry;
import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.RmsPropStep;
import dev.tenor.engine.backend.SgdStep;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.tensor.Nmse;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every backend must do: compute each op case, forward and backward, as the scalar reference
/// does, write nothing beside its outputs, and repeat itself bit for bit. A subclass names the
/// backend; see [ExpectedBackends] for what happens where it is missing.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BackendConformance {
  private final String spec;
  private Backend backend;
  private final Backend reference = new ScalarBackend();

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
  void agreesWithTheReference(OpCase op) {
    OpRun expected;
    try (GuardedPool pool = new GuardedPool(reference)) {
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
  void dropsTheSameElementsAsTheReference(int n) {
    float[] ones = new float[n];
    Arrays.fill(ones, 3);
    Function<Backend, float[]> run =
        b -> {
          Buffer x = uploaded(b, ones);
          Buffer y = b.memory().allocate(n);
          b.elementwise().dropout(y, x, 0.3f, 0x1234_5678_9abcL, 0x77_0000_0001L, n);
          return downloaded(b, y);
        };
    assertArrayEquals(run.apply(reference), run.apply(backend));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void adamFollowsTheReference(boolean decoupled) {
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
            b.optimization()
                .adam(
                    values,
                    grads,
                    m,
                    v,
                    new AdamStep(1e-2, 0.9, 0.999, 1e-8, 1e-2, decoupled, c1, c2),
                    n);
          }
          return downloaded(b, values);
        };
    assertTrue(Nmse.of(run.apply(backend), run.apply(reference)) <= 1e-11);
  }

  @ParameterizedTest
  @CsvSource({"0,false", "1,true", "17,true", "1037,false", "1037,true", "40003,true"})
  void momentumFollowsTheReference(int n, boolean nesterov) {
    SgdStep step = new SgdStep(1e-2, 0.9, nesterov, 1e-2);
    updatesFollowTheReference(
        n,
        (b, values, grads, state) -> b.optimization().momentum(values, grads, state[0], step, n));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,0.9", "17,0.9", "1037,0", "1037,0.9", "40003,0.9"})
  void rmsPropFollowsTheReference(int n, double momentum) {
    RmsPropStep step = new RmsPropStep(1e-2, 0.99, 1e-8, momentum, 1e-2);
    updatesFollowTheReference(
        n,
        (b, values, grads, state) ->
            b.optimization().rmsProp(values, grads, state[0], state[1], step, n));
  }

  /// One step of an optimiser; `state` is 0 before the first.
  private interface Update {
    void apply(Backend b, Buffer values, Buffer grads, Buffer[] state);
  }

  private void updatesFollowTheReference(int n, Update update) {
    Function<Backend, float[][]> run =
        b -> {
          Buffer values = uploaded(b, OpRun.direction("values", n));
          Buffer[] state = {uploaded(b, new float[n]), uploaded(b, new float[n])};
          for (int t = 1; t <= 5; t++) {
            update.apply(b, values, uploaded(b, OpRun.direction("grads " + t, n)), state);
          }
          return new float[][] {
            downloaded(b, values), downloaded(b, state[0]), downloaded(b, state[1])
          };
        };
    float[][] actual = run.apply(backend);
    float[][] expected = run.apply(reference);
    for (int i = 0; i < expected.length; i++) {
      assertTrue(Nmse.of(actual[i], expected[i]) <= 1e-11, "buffer " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 103, 100_003})
  void sumOfSquaresFollowsTheReference(int n) {
    float[] values = OpRun.direction("squares", n);
    Function<Backend, float[]> run =
        b -> {
          Buffer sum = b.memory().allocate(1);
          b.reductions().sumOfSquares(sum, uploaded(b, values), n);
          return downloaded(b, sum);
        };
    assertTrue(Nmse.of(run.apply(backend), run.apply(reference)) <= 1e-10);
  }

  static List<ConvBlockGeometry> predictions() {
    return List.of(
        prediction(2, 9, 7, 5, 19, 1),
        prediction(2, 9, 7, 5, 19, 2),
        prediction(3, 31, 11, 1, 16, 2),
        prediction(2, 13, 7, 16, 32, 2),
        prediction(2, 39, 5, 32, 48, 1),
        prediction(5, 7, 2, 32, 64, 2));
  }

  private static ConvBlockGeometry prediction(
      int batch, int height, int width, int in, int out, int side) {
    ConvGeometry conv = new ConvGeometry(batch, height, width, in, out, 3, 3, 1, 1, 1, 1);
    return new ConvBlockGeometry(conv, side, 0.1f, 1e-5f, 0.5f, 1, 2);
  }

  @ParameterizedTest
  @MethodSource("predictions")
  void aBlockPredictsWithRunningStatistics(ConvBlockGeometry g) {
    Function<Backend, float[]> run =
        b -> {
          Buffer out = b.memory().allocate(g.outputs());
          Buffer[] p = blockParameters(b, g);
          Buffer x = uploaded(b, OpRun.direction("x", blockInputs(g)));
          b.convBlock().inference(out, x, p[0], p[1], p[2], p[3], p[4], p[5], g);
          return downloaded(b, out);
        };
    assertTrue(Nmse.of(run.apply(backend), run.apply(reference)) <= 1e-10);
  }

  @ParameterizedTest
  @MethodSource("predictions")
  void aPackedBlockPredictsTheSameBits(ConvBlockGeometry g) {
    int floats = backend.convBlock().packedLength(g);
    assumeTrue(floats > 0, "the backend packs no weights of this block");
    Buffer[] p = blockParameters(backend, g);
    Buffer packed = uploaded(backend, OpRun.direction("before", floats));
    backend.convBlock().pack(packed, p[0], p[1], p[2], p[3], p[4], p[5], g);
    Buffer x = uploaded(backend, OpRun.direction("x", blockInputs(g)));
    Buffer expected = backend.memory().allocate(g.outputs());
    backend.convBlock().inference(expected, x, p[0], p[1], p[2], p[3], p[4], p[5], g);
    Buffer actual = backend.memory().allocate(g.outputs());
    backend.convBlock().inferencePacked(actual, x, packed, g);
    assertArrayEquals(downloaded(backend, expected), downloaded(backend, actual));
  }

  private static int blockInputs(ConvBlockGeometry g) {
    ConvGeometry c = g.conv();
    return c.batch() * c.height() * c.width() * c.inChannels();
  }

  /// Weight, bias, gamma, beta, running mean and variance.
  private static Buffer[] blockParameters(Backend b, ConvBlockGeometry g) {
    int n = g.channels();
    float[] variance = OpRun.direction("variance", n);
    for (int i = 0; i < n; i++) {
      variance[i] = 0.5f + variance[i] * variance[i];
    }
    return new Buffer[] {
      uploaded(b, OpRun.direction("w", 9 * g.conv().inChannels() * n)),
      uploaded(b, OpRun.direction("bias", n)),
      uploaded(b, OpRun.direction("gamma", n)),
      uploaded(b, OpRun.direction("beta", n)),
      uploaded(b, OpRun.direction("mean", n)),
      uploaded(b, variance)
    };
  }

  private static Stream<ConvGeometry> packedConvolutions() {
    return Stream.of(
        new ConvGeometry(2, 9, 7, 1, 8, 3, 3, 1, 1, 1, 1),
        new ConvGeometry(2, 9, 7, 3, 20, 3, 3, 2, 2, 1, 1),
        new ConvGeometry(3, 5, 5, 16, 33, 1, 1, 1, 1, 0, 0),
        new ConvGeometry(2, 12, 10, 16, 48, 3, 3, 1, 1, 1, 1),
        new ConvGeometry(2, 4, 4, 160, 160, 3, 3, 1, 1, 1, 1),
        new ConvGeometry(1, 8, 8, 128, 208, 3, 3, 1, 1, 1, 1));
  }

  @ParameterizedTest
  @MethodSource("packedConvolutions")
  void aPackedConvolutionGivesTheSameBits(ConvGeometry g) {
    int floats = backend.convolution().packedLength(g.withBatch(5));
    assumeTrue(floats > 0, "the backend packs no weights of this convolution");
    Buffer x = uploaded(backend, OpRun.direction("x", g.inPixels() * g.inChannels()));
    Buffer w = uploaded(backend, OpRun.direction("w", g.taps() * g.inChannels() * g.outChannels()));
    Buffer bias = uploaded(backend, OpRun.direction("bias", g.outChannels()));
    Buffer expected = backend.memory().allocate(g.outPixels() * g.outChannels());
    backend.convolution().forward(expected, x, w, bias, g);
    Buffer packed = uploaded(backend, OpRun.direction("before", floats));
    backend.convolution().pack(packed, w, g.withBatch(5));
    Buffer actual = backend.memory().allocate(g.outPixels() * g.outChannels());
    backend.convolution().forwardPacked(actual, x, packed, bias, g);
    assertArrayEquals(downloaded(backend, expected), downloaded(backend, actual));
  }

  @ParameterizedTest
  @CsvSource({"1,96,96", "1,19,300", "1,4,48", "3,33,17", "33,192,128", "2,16,0"})
  void packedLinearGivesTheSameBits(int m, int n, int k) {
    int floats = backend.linear().packedLength(n, k);
    assumeTrue(floats > 0, "the backend packs no weights of linear layers");
    Buffer x = uploaded(backend, OpRun.direction("x", m * k));
    Buffer w = uploaded(backend, OpRun.direction("w", n * k));
    Buffer bias = uploaded(backend, OpRun.direction("bias", n));
    Buffer expected = backend.memory().allocate(m * n);
    backend.linear().forward(expected, x, w, bias, m, n, k);
    Buffer packed = backend.memory().allocate(floats);
    backend.linear().pack(packed, w, n, k);
    Buffer actual = backend.memory().allocate(m * n);
    backend.linear().forwardPacked(actual, x, packed, bias, m, n, k);
    assertArrayEquals(downloaded(backend, expected), downloaded(backend, actual));
  }

  @Test
  void movesBlocksOfMemory() {
    Buffer buffer = backend.memory().allocate(10);
    backend.memory().fill(buffer, 2, 10);
    backend.memory().upload(buffer.slice(3, 4), new float[] {9, 5, 6, 7, 8}, 1, 4);
    backend.memory().copy(buffer.slice(0, 2), buffer.slice(5, 2), 2);
    assertArrayEquals(new float[] {7, 8, 2, 5, 6, 7, 8, 2, 2, 2}, downloaded(backend, buffer), 0);
  }

  private static Buffer uploaded(Backend b, float[] values) {
    Buffer buffer = b.memory().allocate(values.length);
    b.memory().upload(buffer, values, 0, values.length);
    return buffer;
  }

  private static float[] downloaded(Backend b, Buffer buffer) {
    float[] values = new float[buffer.length()];
    b.memory().download(values, 0, buffer, values.length);
    return values;
  }
}
