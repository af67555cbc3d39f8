package dev.tenor.engine.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.nn.BatchNorm;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.nn.Sequential;
import dev.tenor.engine.optim.ParameterGroups.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterGroupsTest {
  private static final ParameterGroups ALL = ParameterGroups.all();

  /// Values: 0.weight 0–5, 0.bias 6–7, 1.weight 8–9, 1.bias 10–11, 2.weight 12–13, 2.bias 14.
  private static List<Range> ranges(ParameterGroups groups) {
    Sequential network = new Sequential(new Linear(3, 2), new BatchNorm(2), new Linear(2, 1));
    try (ParameterSlab slab = ParameterSlab.trainable(new ScalarBackend(), network, 1)) {
      return groups.ranges(slab);
    }
  }

  @Test
  void withoutRulesThereIsOneRange() {
    assertEquals(List.of(new Range(0, 15, 1, true)), ranges(ALL));
  }

  @Test
  void biasesAndNormsAreOfRankOne() {
    assertEquals(
        List.of(
            new Range(0, 6, 1, true),
            new Range(6, 6, 1, false),
            new Range(12, 2, 1, true),
            new Range(14, 1, 1, false)),
        ranges(ALL.noDecayOfBiasesAndNorms()));
  }

  @Test
  void rulesAddUp() {
    ParameterGroups groups =
        ALL.lr(name -> name.startsWith("0."), 0.5)
            .lr("0.bias"::equals, 0.5)
            .noDecay(name -> name.startsWith("2."))
            .frozen(name -> name.startsWith("1."));
    assertEquals(
        List.of(
            new Range(0, 6, 0.5, true), new Range(6, 2, 0.25, true), new Range(12, 3, 1, false)),
        ranges(groups));
    assertEquals(List.of(), ranges(ALL.frozen(name -> true)));
  }

  @Test
  void aRuleForNoParameterIsAMistake() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> ranges(ALL.frozen("encoder"::equals)))
            .getMessage();
    assertTrue(
        message.startsWith(
            "parameter groups: a rule of frozen matches none of the trained parameters [0.weight,"),
        message);
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> ALL.lr("0.bias"::equals, bad));
    }
  }
}
