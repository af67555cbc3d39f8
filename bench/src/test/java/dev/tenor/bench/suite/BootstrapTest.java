package dev.tenor.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.bench.result.SuiteRow.Against;
import dev.tenor.engine.random.RandomStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  /// What slows both down in a turn is no difference between them.
  @Test
  void aConstantRatioIsCertain() {
    double[] ours = {1, 5, 2, 100, 3};
    double[] others = {2, 10, 4, 200, 6};
    assertEquals(new Against("other", 2, 2, 2), Bootstrap.ratio("other", ours, others));
  }

  @Test
  void theIntervalHoldsTheTruthAndShrinksWithTheTurns() {
    Against few = noisy(20);
    Against many = noisy(500);
    assertTrue(few.low() < 1.5 && 1.5 < few.high(), few::toString);
    assertTrue(many.low() < 1.5 && 1.5 < many.high(), many::toString);
    assertTrue(many.high() - many.low() < 0.5 * (few.high() - few.low()), many::toString);
    assertEquals(few, noisy(20), "draws are seeded");
  }

  private static Against noisy(int turns) {
    RandomStream random = RandomStream.of(3, "turns");
    double[] ours = new double[turns];
    double[] others = new double[turns];
    for (int i = 0; i < turns; i++) {
      ours[i] = 1 + 0.1 * random.nextGaussian();
      others[i] = 1.5 + 0.1 * random.nextGaussian();
    }
    return Bootstrap.ratio("other", ours, others);
  }

  @Test
  void turnsMustBePairs() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Bootstrap.ratio("other", new double[2], new double[3]));
    assertThrows(
        IllegalArgumentException.class,
        () -> Bootstrap.ratio("other", new double[0], new double[0]));
  }
}
