package dev.tenor.ser.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Areas computed by hand, and as scikit-learn gives them.
final class RankingTest {
  /// The example of scikit-learn's documentation: AUC 0.75, average precision 0.8333.
  @Test
  void fourScores() {
    Ranking r =
        Ranking.of(new double[] {0.1, 0.4, 0.35, 0.8}, new boolean[] {false, false, true, true});
    assertArrayEquals(new int[] {0, 1, 1, 2, 2}, r.truePositives());
    assertArrayEquals(new int[] {0, 0, 1, 1, 2}, r.falsePositives());
    assertEquals(0.75, r.auc(), 1e-12);
    assertEquals(0.5 + 0.5 * 2 / 3, r.averagePrecision(), 1e-12);
    assertArrayEquals(new double[] {1, 1, 0.5, 2.0 / 3, 0.5}, r.precision(), 1e-12);
    assertArrayEquals(new double[] {0, 0.5, 0.5, 1, 1}, r.recall(), 1e-12);
    assertArrayEquals(new double[] {0, 0, 0.5, 0.5, 1}, r.falsePositiveRate(), 1e-12);
  }

  /// Of the 2 · 3 pairs of a positive and a negative, 4 are in order and 2 are ties: AUC (4 + 2/2)
  /// / 6. The tie of three is passed at once: precision 1/1, then 2/4.
  @Test
  void tiesCountHalf() {
    double[] scores = {0.9, 0.5, 0.5, 0.5, 0.1};
    boolean[] positive = {true, true, false, false, false};
    Ranking r = Ranking.of(scores, positive);
    assertArrayEquals(new int[] {0, 1, 2, 2}, r.truePositives());
    assertArrayEquals(new int[] {0, 0, 2, 3}, r.falsePositives());
    assertEquals((3 + 1 + 2 * 0.5) / 6, r.auc(), 1e-12);
    assertEquals(0.5 * 1 + 0.5 * 0.5, r.averagePrecision(), 1e-12);
  }

  @Test
  void allScoresEqualSayNothing() {
    Ranking r = Ranking.of(new double[5], new boolean[] {true, false, false, true, false});
    assertEquals(0.5, r.auc());
    assertEquals(0.4, r.averagePrecision(), 1e-12);
  }

  @Test
  void oneKindAloneHasNoArea() {
    for (boolean kind : new boolean[] {true, false}) {
      Ranking r = Ranking.of(new double[] {1, 2}, new boolean[] {kind, kind});
      assertFalse(r.isDefined());
      assertTrue(Double.isNaN(r.auc()) && Double.isNaN(r.averagePrecision()));
    }
    assertFalse(Ranking.of(new double[0], new boolean[0]).isDefined());
    assertThrows(IllegalArgumentException.class, () -> Ranking.of(new double[2], new boolean[1]));
  }

  /// 0.9 lies in (13/15, 14/15], 1 in the last bin.
  @Test
  void reliabilityIsCountedInBins() {
    Predictions p =
        new Predictions(
            List.of("a", "b", "c"),
            List.of("1", "2", "3", "4"),
            new int[] {0, 1, 0, 2},
            new float[][] {{0.9f, 0.1f, 0}, {0.9f, 0.1f, 0}, {0.38f, 0.31f, 0.31f}, {0, 0, 1}});
    Reliability r = Reliability.of(p);
    assertEquals(15, r.bins().size());
    assertEquals(2, r.bins().get(13).count());
    assertEquals(0.9, r.bins().get(13).confidence(), 1e-6);
    assertEquals(0.5, r.bins().get(13).accuracy());
    assertEquals(1, r.bins().get(14).count());
    assertEquals(1, r.bins().get(5).right(), "0.38 is in (5/15, 6/15]");
    assertTrue(Double.isNaN(r.bins().get(0).accuracy()));
    assertEquals((2 * 0.4 + 0.62 + 0) / 4, r.ece(), 1e-6);
    assertEquals(r.ece(), Calibration.of(p).ece());
  }

  @Test
  void classScoresAreThoseOfTheMatrix() {
    Metrics m =
        new Metrics(List.of("a", "b", "c"), new int[][] {{3, 1, 0}, {2, 2, 0}, {0, 0, 0}}, 0);
    assertEquals(0.6, m.precision(0), 1e-12);
    assertEquals(0.75, m.recall(0), 1e-12);
    assertEquals(2 * 0.6 * 0.75 / 1.35, m.f1(0), 1e-12);
    assertTrue(Double.isNaN(m.precision(2)) && Double.isNaN(m.f1(2)));
    assertEquals((m.f1(0) + m.f1(1)) / 2, m.macroF1(), 1e-12);
    Metrics both = Metrics.pooled(List.of(m, m));
    assertEquals(16, both.count());
    assertEquals(m.ua(), both.ua(), 1e-12);
  }
}
