package dev.tenor.ser.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// One average over classes for scores and for what they must beat.
class AbsentClassTest {
  private static final List<String> LABELS = List.of("neutral", "happy", "sad", "angry");

  @Test
  void aConstantAnswerScoresAsTheMajorityDoes() {
    int[] truth = {3, 3, 3, 0, 1}; // nobody is sad
    int[] angry = {3, 3, 3, 3, 3};
    Metrics metrics = Metrics.of(LABELS, truth, angry, 0);
    assertEquals(List.of("sad"), metrics.absent());
    assertEquals(1 / 3.0, metrics.ua(), 1e-12);
    assertEquals(metrics.ua(), metrics.majority().ua());
    assertEquals(metrics.wa(), metrics.majority().wa());
    assertEquals(metrics.macroF1(), metrics.majority().macroF1());
  }

  @Test
  void averagesAreOverTheClassesThatArePresent() {
    int[] truth = {0, 0, 1, 1};
    int[] predicted = {0, 2, 1, 1}; // a sad one is said where there is none
    Metrics metrics = Metrics.of(LABELS, truth, predicted, 0);
    assertEquals((0.5 + 1) / 2, metrics.ua(), 1e-12);
    assertEquals((2 / 3.0 + 1) / 2, metrics.macroF1(), 1e-12);
    assertEquals(List.of("sad", "angry"), metrics.absent());
    assertEquals(0.5, metrics.majority().ua(), 1e-12);
    assertEquals(0.5, metrics.majority().wa(), 1e-12);
    assertEquals(2 / 3.0 / 2, metrics.majority().macroF1(), 1e-12);
  }

  @Test
  void onlyOneClassOrNone() {
    Metrics one = Metrics.of(LABELS, new int[] {2, 2}, new int[] {2, 0}, 0);
    assertEquals(0.5, one.ua());
    assertEquals(1, one.majority().ua());
    assertEquals(Double.NaN, one.recall(0), "of a class that is absent");
    Metrics none = Metrics.of(LABELS, new int[0], new int[0], 0);
    assertEquals(LABELS, none.absent());
    for (Metrics m : List.of(none, none.majority())) {
      assertEquals(Double.NaN, m.wa(), "neither 0 nor 100 %");
      assertEquals(Double.NaN, m.ua());
      assertEquals(Double.NaN, m.macroF1());
    }
  }

  @Test
  void aClassThatIsNeverPredictedCounts() {
    Metrics metrics = Metrics.of(LABELS, new int[] {0, 1, 2, 3}, new int[] {0, 1, 2, 2}, 0);
    assertEquals(0, metrics.recall(3));
    assertEquals(3 / 4.0, metrics.ua());
    assertEquals((1 + 1 + 2 / 3.0 + 0) / 4, metrics.macroF1(), 1e-12);
    assertEquals(List.of(), metrics.absent());
  }

  /// Whatever occurs how often: no constant answer beats the majority's, and each present one has
  /// the UA of chance.
  @Test
  void theMajorityIsTheBestConstantAnswerByTheSameFunctions() {
    RandomStream random = RandomStream.of(3, "truth");
    for (int trial = 0; trial < 200; trial++) {
      int[] truth = new int[1 + random.nextInt(9)];
      Arrays.setAll(truth, _ -> random.nextInt(LABELS.size()));
      Metrics majority = Metrics.of(LABELS, truth, truth, 0).majority();
      int classes = LABELS.size() - majority.absent().size();
      assertEquals(1.0 / classes, majority.ua(), 1e-12);
      double best = 0;
      for (int answer = 0; answer < LABELS.size(); answer++) {
        int[] constant = new int[truth.length];
        Arrays.fill(constant, answer);
        Metrics metrics = Metrics.of(LABELS, truth, constant, 0);
        best = Math.max(best, metrics.wa());
        assertEquals(metrics.isPresent(answer) ? 1.0 / classes : 0, metrics.ua(), 1e-12);
        assertTrue(metrics.macroF1() <= majority.macroF1() + 1e-12, Arrays.toString(truth));
      }
      assertEquals(best, majority.wa());
    }
  }

  @Test
  void aSingleValueHasNoDeviation() {
    MeanSd one = MeanSd.of(0.5);
    assertEquals("0.5", one.text(Double::toString));
    assertFalse(one.report().containsKey("sd"));
    MeanSd two = MeanSd.of(1, 3);
    assertEquals("2.0 ± 1.4", two.text(v -> String.format(Locale.ROOT, "%.1f", v)));
  }
}
