package dev.tenor.ser.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CalibrationTest {
  private static final List<String> LABELS = List.of("a", "b", "c");

  private static Predictions predictions(int[] truth, float[][] probabilities) {
    List<String> keys = IntStream.range(0, truth.length).mapToObj(Integer::toString).toList();
    return new Predictions(LABELS, keys, truth, probabilities);
  }

  private static float[] softmax(double[] logits, double temperature) {
    double sum = Arrays.stream(logits).map(z -> Math.exp(z / temperature)).sum();
    float[] p = new float[logits.length];
    for (int k = 0; k < p.length; k++) {
      p[k] = (float) (Math.exp(logits[k] / temperature) / sum);
    }
    return p;
  }

  /// Truths drawn from the softmax of random logits; the network says these logits `factor` times.
  private static Predictions drawn(int n, double factor, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] truth = new int[n];
    float[][] said = new float[n][];
    for (int i = 0; i < n; i++) {
      double[] logits = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      float[] real = softmax(logits, 1);
      double u = random.nextDouble();
      truth[i] = u < real[0] ? 0 : u < real[0] + real[1] ? 1 : 2;
      said[i] = softmax(logits, 1 / factor);
    }
    return predictions(truth, said);
  }

  @Test
  void theTemperatureUndoesAFactorOfTheLogits() {
    for (double factor : new double[] {0.5, 1, 3}) {
      Predictions said = drawn(20_000, factor, 1);
      Temperature fitted = Temperature.fit(said);
      assertEquals(factor, fitted.value(), 0.05 * factor);
      assertEquals(fitted, Temperature.fit(said));
      Calibration before = Calibration.of(said);
      Calibration after = Calibration.of(fitted.apply(said));
      assertTrue(after.loss() <= before.loss());
      assertTrue(after.ece() < 0.015, after.toString());
      assertTrue(factor == 1 || before.ece() > 0.04, before.toString());
      assertTrue(factor == 1 || after.brier() < before.brier());
    }
  }

  @Test
  void itIsTheSmallestLossOfAGrid() {
    Predictions said = drawn(300, 2, 5);
    double fitted = Calibration.of(Temperature.fit(said).apply(said)).loss();
    for (double t = 0.3; t < 9; t += 0.1) {
      assertTrue(fitted <= Calibration.of(new Temperature(t).apply(said)).loss() + 1e-7);
    }
  }

  @Test
  void theMostProbableClassStays() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 10_000; i++) {
      float[] p = softmax(new double[] {random.nextInt(40), random.nextInt(40), 3}, 1);
      if (i % 2 == 0) { // nearly a tie, of which the later is the larger
        float half = 0.5f;
        p = new float[] {Math.nextDown(half), half, 0};
      }
      for (double t : new double[] {0.25, 0.9, 1.7, 10}) {
        float[] scaled = new Temperature(t).apply(p);
        assertEquals(Scores.argmax(p, 0, 3), Scores.argmax(scaled, 0, 3));
        assertEquals(1, scaled[0] + scaled[1] + scaled[2], 1e-5);
      }
    }
    float[] p = {0.25f, 0.5f, 0.25f};
    assertSame(p, Temperature.NONE.apply(p));
    double root = Math.sqrt(0.25) + Math.sqrt(0.5) + Math.sqrt(0.25);
    float[] expected = {
      (float) (0.5 / root), (float) (Math.sqrt(0.5) / root), (float) (0.5 / root)
    };
    assertArrayEquals(expected, new Temperature(2).apply(p), 1e-7f);
  }

  @Test
  void valuesByHand() {
    Predictions two =
        predictions(new int[] {0, 1}, new float[][] {{0.9f, 0.1f, 0}, {0.61f, 0.39f, 0}});
    Calibration c = Calibration.of(two);
    assertEquals((0.1 + 0.61) / 2, c.ece(), 1e-6);
    assertEquals((0.02 + 2 * 0.61 * 0.61) / 2, c.brier(), 1e-6);
    assertEquals(-(Math.log(0.9) + Math.log(0.39)) / 2, c.loss(), 1e-6);
    // in one bin, (9/15, 10/15], the errors cancel
    Predictions bin =
        predictions(
            new int[] {0, 0, 1},
            new float[][] {{0.65f, 0.35f, 0}, {0.62f, 0.38f, 0}, {0.63f, 0.37f, 0}});
    assertEquals(Math.abs(1.9 - 2) / 3, Calibration.of(bin).ece(), 1e-6);
  }

  @Test
  void limits() {
    Predictions none = predictions(new int[0], new float[0][]);
    assertEquals(Temperature.NONE, Temperature.fit(none));
    assertTrue(Double.isNaN(Calibration.of(none).ece()));
    Predictions right = predictions(new int[] {0}, new float[][] {{0.6f, 0.2f, 0.2f}});
    assertEquals(Temperature.LOWEST, Temperature.fit(right).value());
    Predictions wrong = predictions(new int[] {1}, new float[][] {{1, 0, 0}});
    assertEquals(Temperature.HIGHEST, Temperature.fit(wrong).value());
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> new Temperature(bad));
    }
  }
}
