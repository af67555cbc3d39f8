package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FftTest {
  private static final int SEED = 20210606;

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048})
  void agreesWithTheDefinition(int n) {
    double[] x = noise(n);
    double[][] actual = transform(new Fft(n), x);
    for (int k = 0; k <= n / 2; k++) {
      double re = 0;
      double im = 0;
      for (int j = 0; j < n; j++) {
        double angle = 2 * Math.PI * ((long) j * k % n) / n;
        re += x[j] * Math.cos(angle);
        im -= x[j] * Math.sin(angle);
      }
      assertEquals(re, actual[0][k], 1e-11, "real part of bin " + k);
      assertEquals(im, actual[1][k], 1e-11, "imaginary part of bin " + k);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4096, 32768, 65536})
  void keepsTheEnergyOfLongSignals(int n) {
    double[] x = noise(n);
    double[][] spectrum = transform(new Fft(n), x);
    double energy = 0;
    for (double v : x) {
      energy += v * v;
    }
    double inBins = 0;
    for (int k = 0; k <= n / 2; k++) {
      double power = spectrum[0][k] * spectrum[0][k] + spectrum[1][k] * spectrum[1][k];
      inBins += k == 0 || k == n / 2 ? power : 2 * power;
    }
    assertEquals(energy, inBins / n, 1e-12 * energy);
  }

  @Test
  void aDelayedImpulseTurnsByItsDelay() {
    int n = 65536;
    int delay = 12345;
    double[] x = new double[n];
    x[delay] = 1;
    double[][] spectrum = transform(new Fft(n), x);
    for (int k = 0; k <= n / 2; k++) {
      double angle = 2 * Math.PI * ((long) delay * k % n) / n;
      assertEquals(Math.cos(angle), spectrum[0][k], 1e-13);
      assertEquals(-Math.sin(angle), spectrum[1][k], 1e-13);
    }
  }

  @Test
  void isLinearAndMayBeUsedAgain() {
    int n = 512;
    Random random = new Random(SEED);
    double[] x = noise(n);
    double[] y = new double[n];
    double[] sum = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = random.nextDouble();
      sum[i] = 3 * x[i] - 2 * y[i];
    }
    Fft fft = new Fft(n);
    double[][] ofX = transform(fft, x);
    double[][] ofY = transform(fft, y);
    double[][] ofSum = transform(fft, sum);
    for (int part = 0; part < 2; part++) {
      for (int k = 0; k <= n / 2; k++) {
        assertEquals(3 * ofX[part][k] - 2 * ofY[part][k], ofSum[part][k], 1e-11);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-4, 0, 1, 3, 2047, 131072})
  void refusesOtherLengths(int n) {
    assertThrows(IllegalArgumentException.class, () -> new Fft(n));
  }

  private static double[][] transform(Fft fft, double[] x) {
    for (int i = 0; i < x.length / 2; i++) {
      fft.even()[i] = x[2 * i];
      fft.odd()[i] = x[2 * i + 1];
    }
    double[][] spectrum = new double[2][x.length / 2 + 1];
    fft.transform(spectrum[0], spectrum[1]);
    return spectrum;
  }

  private static double[] noise(int n) {
    return new Random(SEED).doubles(n, -1, 1).toArray();
  }
}
