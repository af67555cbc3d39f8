package dev.tenor.engine.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LrScheduleTest {
  @Test
  void constantStaysOne() {
    assertEquals(1, new LrSchedule.Constant().factor(123_456, 99, 100));
  }

  @Test
  void cosineFallsFromOneToZero() {
    LrSchedule cosine = new LrSchedule.Cosine();
    assertEquals(1, cosine.factor(0, 0, 100));
    assertEquals(0.5 * (1 + Math.sqrt(0.5)), cosine.factor(7, 25, 100), 1e-12);
    assertEquals(0.5, cosine.factor(9, 50, 100), 1e-12);
    assertEquals(0, cosine.factor(9, 100, 100), 1e-12);
    assertEquals(0, cosine.factor(9, 150, 100), 1e-12);
  }

  @Test
  void stepFallsAfterEverySoManyEpochs() {
    LrSchedule step = new LrSchedule.Step(3, 0.5);
    double[] factors = {1, 1, 1, 0.5, 0.5, 0.5, 0.25};
    for (int epoch = 0; epoch < factors.length; epoch++) {
      assertEquals(factors[epoch], step.factor(0, epoch, 100));
    }
    assertThrows(IllegalArgumentException.class, () -> new LrSchedule.Step(0, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new LrSchedule.Step(3, 0));
  }

  @Test
  void warmupRisesToTheScheduleThatFollows() {
    LrSchedule schedule = new LrSchedule.Warmup(4, new LrSchedule.Step(1, 0.5));
    assertEquals(0.25, schedule.factor(0, 0, 9));
    assertEquals(0.75, schedule.factor(2, 0, 9));
    assertEquals(0.5, schedule.factor(3, 1, 9));
    assertEquals(0.25, schedule.factor(1000, 2, 9));
    assertThrows(
        IllegalArgumentException.class, () -> new LrSchedule.Warmup(0, new LrSchedule.Constant()));
  }

  @Test
  void inverseTimeFallsWithTheSteps() {
    LrSchedule schedule = new LrSchedule.InverseTime(1e-6);
    assertEquals(1, schedule.factor(0, 0, 1));
    assertEquals(0.5, schedule.factor(1_000_000, 3, 9), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> new LrSchedule.InverseTime(-1));
  }
}
