package dev.tenor.ser.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tenor.ser.stats.Predictions;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnsureTest {
  private static final Predictions PREDICTIONS =
      new Predictions(
          List.of("a", "b", "c"),
          List.of("1", "2", "3", "4", "5"),
          new int[] {0, 1, 2, 2, 0},
          new float[][] {
            {0.4f, 0.3f, 0.3f}, {0.4f, 0.35f, 0.25f}, {0.2f, 0.2f, 0.6f}, {0, 0.1f, 0.9f}, {0, 1, 0}
          });

  @Test
  void answersBelowTheThresholdAreCountedApart() {
    Unsure half = Unsure.of(PREDICTIONS, 0.5);
    assertEquals(new Unsure(0.5, 0.4, 2 / 3.0, 0.5), half);
  }

  @Test
  void whereAllOrNoneAreUnsureTheOthersHaveNoScore() {
    Unsure never = Unsure.of(PREDICTIONS, 0);
    assertEquals(0, never.share());
    assertEquals(0.6, never.sureWa());
    assertNull(never.map().get("wa"));
    assertNull(Unsure.of(PREDICTIONS, 1.1).map().get("others_wa"));
  }
}
