package dev.tenor.bench.report.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LogFitTest {
  @Test
  void powersAreFoundExactly() {
    double[] x = {1, 2, 4, 9, 100};
    for (double exponent : new double[] {-1, 0, 0.5, 1, 2, 3}) {
      double[] y = Arrays.stream(x).map(v -> 7 * Math.pow(v, exponent)).toArray();
      LogFit fit = LogFit.of(x, y);
      assertEquals(exponent, fit.exponent(), 1e-12);
      assertEquals(7, fit.factor(), 1e-11);
      assertEquals(7 * Math.pow(50, exponent), fit.at(50), 1e-7);
    }
  }

  /// y = 1, 1, 4 at x = 1, 2, 4: with logarithms to base 2 the points (0, 0), (1, 0), (2, 2), whose
  /// line is y = x − 1/3.
  @Test
  void squaresOfLogarithmsAreLeast() {
    LogFit fit = LogFit.of(new double[] {1, 2, 4}, new double[] {1, 1, 4});
    assertEquals(1, fit.exponent(), 1e-12);
    assertEquals(Math.pow(2, -1.0 / 3), fit.factor(), 1e-12);
  }

  @Test
  void noiseMovesTheExponentLittle() {
    Random random = new Random(3);
    double[] x = new double[50];
    Arrays.setAll(x, i -> 1 + i);
    double[] y =
        Arrays.stream(x).map(v -> v * v * Math.exp(0.05 * random.nextGaussian())).toArray();
    assertEquals(2, LogFit.of(x, y).exponent(), 0.05);
  }

  @Test
  void whatHasNoExponentIsRefused() {
    double[] one = {3};
    assertThrows(IllegalArgumentException.class, () -> LogFit.of(one, one));
    double[] same = {3, 3};
    assertThrows(IllegalArgumentException.class, () -> LogFit.of(same, new double[] {1, 2}));
    assertThrows(IllegalArgumentException.class, () -> LogFit.of(new double[0], new double[0]));
    double[] two = {1, 2};
    Exception zero =
        assertThrows(IllegalArgumentException.class, () -> LogFit.of(two, new double[] {0, 1}));
    assertTrue(zero.getMessage().contains("y is 0"), zero.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> LogFit.of(two, new double[] {1, Double.NaN}));
    assertThrows(IllegalArgumentException.class, () -> LogFit.of(two, new double[] {1}));
  }
}
