package dev.tenor.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private final WarmUp warmUp = new WarmUp(100, 1000, 20);

  /// How many runs it lasts.
  private int runs(IntToDoubleFunction millis) {
    int runs = 0;
    while (!warmUp.isOver()) {
      warmUp.add(millis.applyAsDouble(runs++));
    }
    return runs;
  }

  @Test
  void whatStandsStillTakesTheLeastTime() {
    assertEquals(100, runs(_ -> 1));
    assertTrue(warmUp.problem("x").isEmpty());
  }

  @Test
  void lastsUntilTheTimeStandsStill() {
    int runs = runs(i -> Math.max(1, 8 - 0.2 * i)); // faster and faster for 35 runs
    assertTrue(runs > 100, () -> "ended after " + runs);
    assertTrue(warmUp.isStill());
  }

  @Test
  void aStepBeforeTheLeastTimeIsWaitedFor() {
    int runs = runs(i -> i < 40 ? 2 : 1); // 80 ms at two milliseconds, then half
    assertTrue(runs > 40 + 60, () -> "ended after " + runs);
  }

  @Test
  void singleOutliersAreNoChange() {
    assertEquals(46, runs(i -> i % 10 == 5 ? 4 : 2), 4);
  }

  @Test
  void whatNeverStandsStillEndsAtTheCapAndSaysSo() {
    double[] time = {1};
    runs(_ -> time[0] *= 1.02);
    assertFalse(warmUp.isStill());
    String problem = warmUp.problem("training").orElseThrow();
    assertTrue(
        problem.startsWith("training: the time did not stand still in 1 s of warm-up"), problem);
  }

  @Test
  void aRunLongerThanTheWindowIsCompared() {
    assertEquals(2, runs(_ -> 90));
    assertTrue(warmUp.isStill());
  }

  @Test
  void windowsMustFit() {
    assertThrows(IllegalArgumentException.class, () -> new WarmUp(10, 100, 6));
    assertThrows(IllegalArgumentException.class, () -> new WarmUp(10, 9, 1));
  }
}
