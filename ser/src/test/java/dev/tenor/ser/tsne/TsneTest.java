package dev.tenor.ser.tsne;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class TsneTest {
  /// Two round clouds of 40 points in 10 dimensions, 10 standard deviations apart.
  private static double[][] clouds() {
    RandomStream random = RandomStream.of(1, "clouds");
    double[][] points = new double[80][10];
    for (int i = 0; i < points.length; i++) {
      for (int k = 0; k < 10; k++) {
        points[i][k] = random.nextGaussian() + (i < 40 && k == 0 ? 10 : 0);
      }
    }
    return points;
  }

  private static TsneConfig config(long seed) {
    return new TsneConfig(15, 400, seed);
  }

  @Test
  void separateCloudsStaySeparate() {
    double[][] y = Tsne.layout(clouds(), config(2)).points();
    for (int i = 0; i < y.length; i++) {
      double own = 0;
      double other = 0;
      for (int j = 0; j < y.length; j++) {
        double d = Math.hypot(y[i][0] - y[j][0], y[i][1] - y[j][1]);
        own = Math.max(own, i < 40 == j < 40 ? d : 0);
        other = Math.max(other, i < 40 == j < 40 ? 0 : d);
      }
      assertTrue(
          own < other,
          String.format(Locale.ROOT, "point %d: %.1f within, %.1f across", i, own, other));
    }
  }

  @Test
  void theDivergenceFallsOnceTheExaggerationEnds() {
    List<Double> kl = Tsne.layout(clouds(), config(2)).divergence();
    assertEquals(8, kl.size());
    assertTrue(kl.getLast() < kl.get(4), kl.toString());
    assertTrue(kl.getLast() < 1 && kl.getLast() > 0, kl.toString());
    for (int i = 6; i < kl.size(); i++) {
      assertTrue(kl.get(i) <= kl.get(i - 1), kl.toString());
    }
  }

  @Test
  void theSeedDecidesEveryBit() {
    double[][] first = Tsne.layout(clouds(), config(2)).points();
    double[][] again = Tsne.layout(clouds(), config(2)).points();
    for (int i = 0; i < first.length; i++) {
      assertArrayEquals(first[i], again[i]);
    }
    double[][] other = Tsne.layout(clouds(), config(3)).points();
    assertNotEquals(first[0][0], other[0][0]);
  }

  @Test
  void affinitiesAreSymmetricAndHaveThePerplexity() {
    double[][] points = clouds();
    int n = points.length;
    double[] p = Affinities.of(points, 15);
    assertEquals(1, Arrays.stream(p).sum(), 1e-9);
    for (int i = 0; i < n; i++) {
      assertEquals(0, p[i * n + i]);
      for (int j = 0; j < n; j++) {
        assertEquals(p[i * n + j], p[j * n + i]);
      }
    }
    double across = 0;
    for (int i = 0; i < 40; i++) {
      for (int j = 40; j < n; j++) {
        across += p[i * n + j];
      }
    }
    assertTrue(across < 0.01, "weight across the clouds " + across);
  }

  /// Three points at equal distances have equal affinities, whatever the perplexity.
  @Test
  void equidistantPointsAreEqualNeighbours() {
    double[] p = Affinities.of(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, 1.5);
    assertEquals(1 / 6.0, p[1], 1e-12);
    assertEquals(1 / 6.0, p[5], 1e-12);
  }

  @Test
  void identicalPointsAndFarOnesAreNoTrouble() {
    double[][] points = new double[12][3];
    points[11][0] = 1e6;
    for (double[] y : Tsne.layout(points, new TsneConfig(30, 300, 1)).points()) {
      assertTrue(Double.isFinite(y[0]) && Double.isFinite(y[1]), Arrays.toString(y));
    }
  }

  @Test
  void neighboursOfTheirClassAreCounted() {
    double[][] line = {{0}, {1}, {2.5}, {10}, {11}};
    int[] classes = {0, 0, 1, 1, 1};
    assertEquals(4 / 5.0, Neighbours.agreement(line, classes, 1), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> Neighbours.agreement(line, classes, 5));
  }

  @Test
  void whatCannotBeLaidOutIsRefused() {
    TsneConfig config = TsneConfig.usual(1);
    assertThrows(IllegalArgumentException.class, () -> Tsne.layout(new double[3][2], config));
    double[][] bad = clouds();
    bad[7][1] = Double.NaN;
    assertThrows(IllegalArgumentException.class, () -> Tsne.layout(bad, config));
    assertThrows(IllegalArgumentException.class, () -> new TsneConfig(1, 10, 1));
  }
}
