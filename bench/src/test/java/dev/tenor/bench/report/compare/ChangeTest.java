package dev.tenor.bench.report.compare;

import static dev.tenor.bench.report.Samples.timing;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.bench.report.compare.Change.Verdict;
import org.junit.jupiter.api.Test;

final class ChangeTest {
  @Test
  void aChangeBeyondBothSpreadsCounts() {
    Change change = Change.of(timing(99, 100, 101), timing(109, 110, 111));
    assertEquals(1.1, change.ratio(), 1e-12);
    assertEquals(Math.hypot(2.0 / 100, 2.0 / 110), change.threshold(), 1e-12);
    assertEquals(Verdict.SLOWER, change.verdict());
    assertEquals(Verdict.FASTER, Change.of(timing(109, 110, 111), timing(99, 100, 101)).verdict());
  }

  @Test
  void overlappingQuartilesDoNot() {
    assertEquals(Verdict.SAME, Change.of(timing(99, 100, 111), timing(109, 150, 151)).verdict());
    assertEquals(Verdict.SAME, Change.of(timing(90, 100, 110), timing(111, 115, 120)).verdict());
  }

  @Test
  void withoutSpreadTwoPerCentCount() {
    assertEquals(Verdict.SAME, Change.of(timing(100, 100, 100), timing(101, 101, 101)).verdict());
    assertEquals(Verdict.SLOWER, Change.of(timing(100, 100, 100), timing(103, 103, 103)).verdict());
    assertEquals(Verdict.SAME, Change.of(timing(100, 100, 100), timing(100, 100, 100)).verdict());
  }

  @Test
  void aScaleMovesTheLaterTimes() {
    Change change = Change.of(timing(99, 100, 101), timing(198, 200, 202), 0.5);
    assertEquals(1, change.ratio(), 1e-12);
    assertEquals(Verdict.SAME, change.verdict());
  }
}
