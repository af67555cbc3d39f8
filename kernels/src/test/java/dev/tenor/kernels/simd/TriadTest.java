package dev.tenor.kernels.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TriadTest {
  @Test
  void computesTheTriadAndNothingBesideIt() {
    int n = 2 * VirtualLanes.WIDEST;
    float[] a = new float[n + 2];
    float[] b = new float[n + 2];
    float[] c = new float[n + 2];
    float[] expected = new float[n + 2];
    for (int i = 1; i <= n; i++) {
      b[i] = i;
      c[i] = 10 * i;
      expected[i] = b[i] + 3 * c[i];
    }
    TriadKernels.run(a, b, c, 1, n, 3);
    assertArrayEquals(expected, a);
  }

  @Test
  void measuresAlsoASetThatIsSmallerThanAVector() {
    try (SimdBackend backend = new SimdBackend(2)) {
      double bandwidth = backend.measureBandwidth(1);
      assertTrue(bandwidth > 0 && Double.isFinite(bandwidth), () -> "" + bandwidth);
    }
  }
}
