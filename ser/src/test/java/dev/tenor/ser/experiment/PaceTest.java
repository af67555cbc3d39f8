package dev.tenor.ser.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PaceTest {
  @Test
  void timeLeftFollowsTheEpochsOfThisCallAlone() {
    Pace pace = new Pace(0, 4, 0, 40);
    Pace found = pace.found(10);
    assertTrue(found.secondsLeft(100).isEmpty(), "what was finished before took no time");
    Pace ended = found.ended(5);
    assertEquals(new Pace(2, 4, 5, 25), ended);
    assertEquals(50, ended.secondsLeft(10).getAsDouble(), 1e-9);
    assertEquals(0, ended.ended(30).left(), "never negative");
  }
}
