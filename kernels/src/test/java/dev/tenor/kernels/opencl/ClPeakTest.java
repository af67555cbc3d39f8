package dev.tenor.kernels.opencl;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClPeakTest {
  @TempDir static Path programs;

  @Test
  void peaksAreRates() {
    try (OpenClBackend backend = TestDevice.backend(programs)) {
      double flops = backend.measurePeakFlops();
      assertTrue(flops > 1e6 && Double.isFinite(flops), () -> "" + flops);
      for (long bytes : new long[] {1, 1 << 20}) {
        double bandwidth = backend.measureBandwidth(bytes);
        assertTrue(bandwidth > 1e3 && Double.isFinite(bandwidth), () -> "" + bandwidth);
      }
    }
  }
}
