package dev.tenor.kernels.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.GemmGeometry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClProfileTest {
  @TempDir static Path programs;

  @Test
  void notesEveryCommandSinceItsStart() {
    try (OpenClBackend backend = TestDevice.backend(programs)) {
      int n = 64;
      Buffer a = backend.memory().allocate(n * n);
      backend.memory().fill(a, 1, n * n);
      assertEquals(List.of(), backend.kernelProfile());
      assertTrue(backend.startKernelProfile());
      backend.memory().upload(a, new float[n * n], 0, n * n);
      for (int i = 0; i < 3000; i++) { // more than are kept unread
        backend.elementwise().scale(a, a, 2, n * n);
      }
      backend
          .gemm()
          .gemm(
              GemmGeometry.of(false, false, n, n, n), backend.memory().allocate(n * n), a, a, 1, 0);
      backend.memory().download(new float[1], 0, a, 1);
      List<String> lines = backend.kernelProfile();
      assertTrue(lines.getFirst().matches("device busy .* waits for the host .*% of the time"));
      assertEquals("3000", calls(lines, "scale"));
      assertEquals("1", calls(lines, "(to the device)"));
      assertEquals("1", calls(lines, "(to the host)"));
      assertEquals("1", calls(lines, "gemm_tile"));
      backend.startKernelProfile();
      assertEquals(2, backend.kernelProfile().size()); // the two header lines
    }
  }

  private static String calls(List<String> lines, String kernel) {
    String row = lines.stream().filter(l -> l.startsWith(kernel)).findFirst().orElseThrow();
    return row.substring(kernel.length()).strip().split("\\s+")[2];
  }
}
