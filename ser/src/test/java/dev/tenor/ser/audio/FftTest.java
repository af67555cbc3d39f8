package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FftTest {
  private static final int SEED = 20210606;

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048})
  void bothSpectraAgreeWithTheDefinition(int n) {
    double[] a = noise(n, 1);
    double[] b = noise(n, 2);
    double[][] actual = powers(new Fft(n), a, b);
    for (int k = 0; k <= n / 2; k++) {
      assertEquals(power(a, k), actual[0][k], 1e-11 * n, "first signal, bin " + k);
      assertEquals(power(b, k), actual[1][k], 1e-11 * n, "second signal, bin " + k);
    }
  }

  private static double power(double[] x, int k) {
    int n = x.length;
    double re = 0;
    double im = 0;
    for (int j = 0; j < n; j++) {
      double angle = 2 * Math.PI * ((long) j * k % n) / n;
      re += x[j] * Math.cos(angle);
      im -= x[j] * Math.sin(angle);
    }
    return re * re + im * im;
  }

  @ParameterizedTest
  @ValueSource(ints = {4096, 32768, 65536})
  void keepsTheEnergyOfLongSignals(int n) {
    double[][] signals = {noise(n, 3), noise(n, 4)};
    double[][] spectra = powers(new Fft(n), signals[0], signals[1]);
    for (int i = 0; i < 2; i++) {
      double energy = Arrays.stream(signals[i]).map(v -> v * v).sum();
      double inBins = 2 * Arrays.stream(spectra[i]).sum() - spectra[i][0] - spectra[i][n / 2];
      assertEquals(energy, inBins / n, 1e-12 * energy);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2048, 65536})
  void aToneIsInItsBinAndNowhereElse(int n) {
    int bin = n / 5;
    double[] tone = new double[n];
    Arrays.setAll(tone, j -> Math.cos(2 * Math.PI * ((long) j * bin % n) / n));
    double[][] actual = powers(new Fft(n), tone, new double[n]);
    for (int k = 0; k <= n / 2; k++) {
      double expected = k == bin ? n / 2.0 * n / 2.0 : 0;
      assertEquals(expected, actual[0][k], 1e-12 * n * n, "bin " + k);
      assertEquals(0, actual[1][k], 1e-24 * n * n, "bin " + k + " of silence beside it");
    }
  }

  @Test
  void aQuietSignalIsNotDisturbedByALoudOne() {
    int n = 2048;
    double[] quiet = Arrays.stream(noise(n, 5)).map(v -> 1e-5 * v).toArray();
    Fft fft = new Fft(n);
    double[] alone = powers(fft, quiet, new double[n])[0];
    double[] beside = powers(fft, noise(n, 6), quiet)[1];
    double largest = Arrays.stream(alone).max().getAsDouble();
    assertArrayEquals(alone, beside, 1e-9 * largest);
  }

  @Test
  void mayBeUsedAgain() {
    double[] a = noise(512, 7);
    double[] b = noise(512, 8);
    Fft fft = new Fft(512);
    double[][] expected = powers(fft, a, b);
    powers(fft, b, a);
    assertArrayEquals(expected, powers(fft, a, b));
  }

  @ParameterizedTest
  @ValueSource(ints = {-4, 0, 1, 3, 2047, 131072})
  void refusesOtherLengths(int n) {
    assertThrows(IllegalArgumentException.class, () -> new Fft(n));
  }

  private static double[][] powers(Fft fft, double[] a, double[] b) {
    int columns = fft.a()[0].length;
    for (int r = 0; r < fft.a().length; r++) {
      System.arraycopy(a, r * columns, fft.a()[r], 0, columns);
      System.arraycopy(b, r * columns, fft.b()[r], 0, columns);
    }
    double[][] powers = new double[2][a.length / 2 + 1];
    fft.powers(powers[0], powers[1]);
    return powers;
  }

  private static double[] noise(int n, int stream) {
    return new Random(SEED + stream).doubles(n, -1, 1).toArray();
  }
}
