package dev.tenor.kernels.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tck.OpCase;
import dev.tenor.engine.tck.OpRun;
import dev.tenor.engine.tensor.Nmse;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Sizes around the number of lanes, where one kernel takes over from another: at 16 lanes, for
/// instance, products of at most 16 columns have kernels of their own.
class LaneEdgesTest {
  private static final double MAX_NMSE = 1e-11;

  /// Of channels, one number is that of the widest vectors as well, for Winograd's algorithm.
  static IntStream channels() {
    return IntStream.concat(columns(), IntStream.of(VirtualLanes.WIDEST)).distinct();
  }

  static IntStream columns() {
    int lanes = Lanes.L;
    return IntStream.of(
        1, lanes - 1, lanes, lanes + 1, 2 * lanes - 1, 2 * lanes, 2 * lanes + 1, 3 * lanes);
  }

  /// Builds name the width that their executions are about.
  @Test
  void theLanesAreTheOnesAskedFor() {
    int bits = 32 * Lanes.L;
    assertEquals(Integer.getInteger("tenor.simd.bits", bits), bits);
  }

  @ParameterizedTest
  @MethodSource("columns")
  void products(int n) {
    for (int m : new int[] {1, 3, 4, 7, 8, 9, 16, 17, 65}) {
      for (int k : new int[] {1, 7, 33}) {
        String size = m + "x" + n + "x" + k;
        check(
            OpCase.of("matmul " + size, (p, in) -> Ops.matmul(p, in[0], in[1]))
                .variable(m, k)
                .variable(k, n));
        check(
            OpCase.of("transposed " + size, (p, in) -> Ops.matmul(p, in[0], in[1], true, true))
                .variable(k, m)
                .variable(n, k));
        check(
            OpCase.of("linear " + size, (p, in) -> Ops.linear(p, in[0], in[1], in[2]))
                .variable(m, k)
                .variable(n, k)
                .variable(n));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("channels")
  void convolutions(int channels) {
    for (int in : new int[] {1, 5, VirtualLanes.WIDEST}) {
      for (int width : new int[] {2, 9}) {
        String size = "11x" + width + "x" + in + "->" + channels;
        check(
            OpCase.of("conv2d " + size, (p, x) -> Images.conv2d(p, x[0], x[1], x[2], 1, 1))
                .variable(2, 11, width, in)
                .variable(3, 3, in, channels)
                .variable(channels));
      }
    }
  }

  private static void check(OpCase op) {
    OpRun expected = run(op, new BufferPool(new ScalarBackend()));
    OpRun actual;
    try (SimdBackend backend = new SimdBackend(2)) {
      actual = run(op, new BufferPool(backend));
    }
    assertEquals(expected.shape(), actual.shape(), op.toString());
    near(op + " output", actual.output(), expected.output());
    for (int i = 0; i < expected.grads().length; i++) {
      near(op + " gradient " + i, actual.grads()[i], expected.grads()[i]);
    }
  }

  private static OpRun run(OpCase op, BufferPool pool) {
    try (pool) {
      return OpRun.of(op, pool);
    }
  }

  private static void near(String what, float[] actual, float[] expected) {
    double nmse = Nmse.of(actual, expected);
    assertTrue(nmse <= MAX_NMSE, () -> what + ": NMSE " + nmse + " exceeds " + MAX_NMSE);
  }
}
