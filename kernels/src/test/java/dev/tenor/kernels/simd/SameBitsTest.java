package dev.tenor.kernels.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.tck.OpCase;
import dev.tenor.engine.tck.OpCases;
import dev.tenor.engine.tck.OpRun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every op, forward and backward, and every kernel gives the same bits with vectors of 128, 256
/// and 512 bits, each in a JVM of its own: see [VirtualLanes].
class SameBitsTest {
  /// Prints a line for each case: its name, and a digest of what it computes.
  static final class Digests {
    private Digests() {}

    public static void main(String[] args) {
      try (SimdBackend backend = new SimdBackend(2);
          BufferPool pool = new BufferPool(backend)) {
        for (OpCase op : Stream.concat(OpCases.all().stream(), LaneCases.all().stream()).toList()) {
          OpRun run = OpRun.of(op, pool);
          int digest = digest(1, run.output());
          for (float[] grad : run.grads()) {
            digest = digest(digest, grad);
          }
          for (float[] after : run.inputs()) {
            digest = digest(digest, after);
          }
          print("op " + op, digest);
        }
      }
      for (KernelCase kernel : KernelCase.all()) {
        try (SimdBackend backend = new SimdBackend(2)) {
          Machine machine = new Machine(backend);
          kernel.prepare().apply(machine).run();
          print("kernel " + kernel, digest(1, machine.outputs()));
        }
      }
    }

    /// NaN is one value here: which of its bits an instruction sets, the processor decides.
    private static int digest(int before, float[] values) {
      int digest = before;
      for (int i = 0; values != null && i < values.length; i++) {
        digest = 31 * digest + Float.floatToIntBits(values[i]);
      }
      return digest;
    }

    private static void print(String name, int digest) {
      System.out.println("bits of " + name + ": " + Integer.toHexString(digest));
    }
  }

  private static List<String> digests(int bits) throws Exception {
    String width = "-Dtenor.simd.bits=" + bits;
    return FreshJvm.run(Digests.class, "--add-modules=jdk.incubator.vector", width)
        .lines()
        .filter(line -> line.startsWith("bits of "))
        .toList();
  }

  @Test
  void theWidthOfVectorsChangesNoBit() throws Exception {
    List<String> expected = digests(256);
    assertTrue(expected.size() > 500, "cases: " + expected.size());
    for (int bits : new int[] {128, 512}) {
      List<String> others = new ArrayList<>(digests(bits));
      assertEquals(expected.size(), others.size());
      others.removeAll(expected);
      assertEquals(List.of(), others, "other bits at " + bits + " than at 256");
    }
  }
}
