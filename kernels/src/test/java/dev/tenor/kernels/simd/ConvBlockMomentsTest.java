package dev.tenor.kernels.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.engine.random.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvBlockMomentsTest {
  private static final int CHANNELS = 5;

  /// Of images with any height, width and padding, around any level.
  @ParameterizedTest
  @CsvSource({
    "1, 3, 3, 0, 0",
    "1, 1, 1, 1, 0",
    "2, 2, 5, 1, 0",
    "3, 17, 40, 1, 0",
    "2, 33, 16, 1, -700",
    "2, 40, 31, 2, 3",
    "1, 20, 18, 0, 1000",
    "4, 5, 1, 1, 2"
  })
  void areThoseOfTheConvolution(int batch, int height, int width, int pad, float level) {
    ConvGeometry g = new ConvGeometry(batch, height, width, 1, CHANNELS, 3, 3, 1, 1, pad, pad);
    assertTrue(ConvBlockMoments.fits(g));
    RandomStream random = RandomStream.of(3, "patches");
    float[] x = new float[batch * height * width];
    for (int i = 0; i < x.length; i++) {
      x[i] = level + (float) random.nextGaussian();
    }
    float[] w = new float[9 * CHANNELS];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) random.nextGaussian();
    }
    float[] bias = {0, 1, -2, 3, 100};
    float[] moments = new float[2 * CHANNELS];
    try (WorkerPool pool = new WorkerPool(2)) {
      ConvBlockMoments.compute(pool, moments, host(x), host(w), host(bias), g);
    }
    for (int c = 0; c < CHANNELS; c++) {
      double[] expected = moments(x, w, bias[c], c, g);
      double spread = Math.sqrt(expected[1] / (batch * g.outH() * g.outW())) + 1e-3;
      assertEquals(expected[0], moments[c], 1e-5 * spread + 1e-6 * Math.abs(expected[0]));
      assertEquals(expected[1], moments[CHANNELS + c], 1e-5 * expected[1] + 1e-4);
    }
  }

  private static HostBuffer host(float[] values) {
    return new HostBuffer(values, 0, values.length);
  }

  /// Mean and squared deviations of channel c, as they are defined.
  private static double[] moments(float[] x, float[] w, double bias, int c, ConvGeometry g) {
    double[] y = new double[g.batch() * g.outH() * g.outW()];
    double mean = 0;
    for (int p = 0; p < y.length; p++) {
      int image = p / (g.outH() * g.outW());
      int row = p / g.outW() % g.outH() - g.padH();
      int col = p % g.outW() - g.padW();
      y[p] = bias;
      for (int k = 0; k < 9; k++) {
        int r = row + k / 3;
        int q = col + k % 3;
        if (r >= 0 && r < g.height() && q >= 0 && q < g.width()) {
          y[p] += (double) x[(image * g.height() + r) * g.width() + q] * w[k * CHANNELS + c];
        }
      }
      mean += y[p] / y.length;
    }
    double squares = 0;
    for (double v : y) {
      squares += (v - mean) * (v - mean);
    }
    return new double[] {mean, squares};
  }
}
