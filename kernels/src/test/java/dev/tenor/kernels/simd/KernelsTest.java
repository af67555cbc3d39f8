package dev.tenor.kernels.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.tensor.Nmse;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every kernel at the sizes of the network.
class KernelsTest {
  private static final double NMSE = 1e-9;

  /// A call may make its task and what belongs to it, but no vector: those come by the thousand.
  private static final long BYTES_PER_CALL = 3072;

  /// How long the compiler may take before a kernel counts as one that boxes.
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  static List<KernelCase> cases() {
    return KernelCase.all();
  }

  private static float[] run(KernelCase kernel, Backend backend) {
    try (backend) {
      Machine machine = new Machine(backend);
      kernel.prepare().apply(machine).run();
      return machine.outputs();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void agreesWithTheReference(KernelCase kernel) {
    double nmse = Nmse.of(run(kernel, new SimdBackend(1)), run(kernel, new ScalarBackend()));
    assertTrue(nmse <= NMSE, () -> "NMSE " + nmse);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void givesTheSameBitsOnAnyNumberOfThreads(KernelCase kernel) {
    float[] one = run(kernel, new SimdBackend(1));
    assertArrayEquals(one, run(kernel, new SimdBackend(2)));
    assertArrayEquals(one, run(kernel, new SimdBackend(5)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void boxesNoVectors(KernelCase kernel) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Backend backend = new SimdBackend(1)) {
      Runnable call = kernel.prepare().apply(new Machine(backend));
      long end = System.nanoTime() + PATIENCE.toNanos();
      long bytes = Long.MAX_VALUE;
      while (bytes > BYTES_PER_CALL && System.nanoTime() < end) {
        long before = threads.getCurrentThreadAllocatedBytes();
        call.run();
        bytes = threads.getCurrentThreadAllocatedBytes() - before;
      }
      assertTrue(bytes <= BYTES_PER_CALL, kernel + ": " + bytes + " bytes a call");
    }
  }
}
