package dev.tenor.kernels.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.ops.AttentionMask;
import dev.tenor.engine.ops.Sequences;
import dev.tenor.engine.tck.OpCase;
import dev.tenor.engine.tck.OpRun;
import dev.tenor.engine.tck.ResidentCase;
import dev.tenor.engine.tensor.Nmse;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Attention of many tokens, forward and backward: what [KernelsTest] and [BatchIndependenceTest]
/// want of the other kernels. The tokens are more than the rows that are computed together.
class ManyTokensTest {
  private static final int BATCH = 3;
  private static final int HEADS = 4;
  private static final int EMBED = 4 * 23;
  private static final double MAX_NMSE = 1e-11;

  /// For an op's tensors and tasks, forward and backward; vectors come by the thousand.
  private static final long BYTES_PER_RUN = 16_384;

  /// How long the compiler may take before a kernel counts as one that boxes.
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  static List<OpCase> cases() {
    return List.of(
        self(33),
        self(130),
        masked(33, 33, 33),
        masked(130, BATCH, 130, 130),
        cross(33, 130),
        causal(33),
        causal(130));
  }

  /// Causal, and some of the tokens are padding.
  private static OpCase causal(int tokens) {
    return OpCase.of(
            tokens + " tokens, causal",
            (p, in) ->
                Sequences.selfAttention(p, in[0], new AttentionMask(true, in[1], null), HEADS, 0))
        .variable(BATCH, tokens, 3 * EMBED)
        .in(OpCase.Kind.LENGTHS, BATCH);
  }

  private static OpCase self(int tokens) {
    return OpCase.of(tokens + " tokens", (p, in) -> Sequences.selfAttention(p, in[0], null, HEADS))
        .variable(BATCH, tokens, 3 * EMBED);
  }

  private static OpCase masked(int tokens, int... mask) {
    String name = tokens + " tokens, mask " + Arrays.toString(mask);
    return OpCase.of(name, (p, in) -> Sequences.selfAttention(p, in[0], in[1], HEADS))
        .variable(BATCH, tokens, 3 * EMBED)
        .in(OpCase.Kind.MASK, mask);
  }

  private static OpCase cross(int queries, int keys) {
    String name = queries + " tokens to " + keys;
    return OpCase.of(name, (p, in) -> Sequences.attention(p, in[0], in[1], in[2], null, HEADS))
        .variable(BATCH, queries, EMBED)
        .variable(BATCH, keys, EMBED)
        .variable(BATCH, keys, EMBED);
  }

  private static OpRun run(OpCase op, Backend backend) {
    try (backend;
        BufferPool pool = new BufferPool(backend)) {
      return OpRun.of(op, pool);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void agreesWithTheScalarBackend(OpCase op) {
    OpRun expected = run(op, new ScalarBackend());
    OpRun actual = run(op, new SimdBackend(2));
    near("output", actual.output(), expected.output());
    for (int i = 0; i < expected.grads().length; i++) {
      if (expected.grads()[i] != null) {
        near("gradient " + i, actual.grads()[i], expected.grads()[i]);
      }
    }
  }

  private static void near(String what, float[] actual, float[] expected) {
    double nmse = Nmse.of(actual, expected);
    assertTrue(nmse <= MAX_NMSE, () -> what + ": NMSE " + nmse);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void givesTheSameBitsOnAnyNumberOfThreads(OpCase op) {
    OpRun one = run(op, new SimdBackend(1));
    for (int threads : new int[] {2, 5}) {
      OpRun many = run(op, new SimdBackend(threads));
      assertArrayEquals(one.output(), many.output());
      for (int i = 0; i < one.grads().length; i++) {
        assertArrayEquals(one.grads()[i], many.grads()[i], "gradient " + i);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void boxesNoVectors(OpCase op) {
    assumeTrue(
        Lanes.L <= FloatVector.SPECIES_PREFERRED.length(),
        "vectors that are wider than the machine's are objects");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Backend backend = new SimdBackend(1);
        BufferPool pool = new BufferPool(backend)) {
      ResidentCase resident = new ResidentCase(op, pool);
      long end = System.nanoTime() + PATIENCE.toNanos();
      long bytes = Long.MAX_VALUE;
      while (bytes > BYTES_PER_RUN && System.nanoTime() < end) {
        long before = threads.getCurrentThreadAllocatedBytes();
        resident.run(null);
        bytes = threads.getCurrentThreadAllocatedBytes() - before;
      }
      assertTrue(bytes <= BYTES_PER_RUN, op + ": " + bytes + " bytes a run");
    }
  }

  /// The output and the gradient of an utterance are the same bits alone and in company.
  @ParameterizedTest
  @CsvSource({"33, false", "33, true", "130, false", "130, true"})
  void anUtteranceDoesNotDependOnItsBatch(int tokens, boolean masked) {
    float[] x = Machine.random("x", BATCH * tokens * 3 * EMBED, 0);
    float[] dy = Machine.random("dy", BATCH * tokens * EMBED, 0);
    float[] mask = new float[BATCH * tokens * tokens];
    for (int i = 0; masked && i < mask.length; i++) {
      mask[i] = i % 7 == 3 ? Float.NEGATIVE_INFINITY : 0;
    }
    float[][] together = outputAndGradient(BATCH, tokens, x, masked ? mask : null, dy);
    for (int b = 0; b < BATCH; b++) {
      float[] maskOfOne = masked ? part(mask, b) : null;
      float[][] alone = outputAndGradient(1, tokens, part(x, b), maskOfOne, part(dy, b));
      assertArrayEquals(part(together[0], b), alone[0], "output of " + b);
      assertArrayEquals(part(together[1], b), alone[1], "gradient of " + b);
    }
  }

  private static float[] part(float[] all, int entry) {
    int each = all.length / BATCH;
    return Arrays.copyOfRange(all, entry * each, (entry + 1) * each);
  }

  private static float[][] outputAndGradient(
      int batch, int tokens, float[] x, float[] mask, float[] dy) {
    try (Backend backend = new SimdBackend(2);
        BufferPool pool = new BufferPool(backend);
        Pass pass = Pass.training(pool, 0, 0)) {
      Tensor in = pass.variable(Shape.of(batch, tokens, 3 * EMBED), x);
      Tensor hides = mask == null ? null : pass.constant(Shape.of(batch, tokens, tokens), mask);
      Tensor out = Sequences.selfAttention(pass, in, hides, HEADS);
      pass.backward(out, dy);
      return new float[][] {pass.read(out), pass.grad(in)};
    }
  }
}
