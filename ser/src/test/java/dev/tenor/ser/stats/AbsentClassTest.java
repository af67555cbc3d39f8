package dev.tenor.ser.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
    Metrics none = Metrics.of(LABELS, new int[0], new int[0], 0);
    assertEquals(0, none.ua());
    assertEquals(0, none.macroF1());
    assertEquals(LABELS, none.absent());
    assertEquals(0, none.majority().ua());
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
