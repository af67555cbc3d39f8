package dev.tenor.ser.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class NearChanceTest {
  private static final int SPEAKERS = 8;

  /// Two classes, four utterances of each speaker, of which `right` are predicted correctly.
  private static NearChance of(int right, int speakers) {
    List<String> keys = new ArrayList<>();
    Map<String, String> who = new TreeMap<>();
    int[] truth = new int[4 * speakers];
    float[][] p = new float[truth.length][];
    for (int i = 0; i < truth.length; i++) {
      keys.add("u" + i);
      who.put("u" + i, "s" + i / 4);
      truth[i] = i % 2;
      int said = i % 4 < right ? truth[i] : 1 - truth[i];
      p[i] = said == 0 ? new float[] {0.9f, 0.1f} : new float[] {0.1f, 0.9f};
    }
    return NearChance.of(new Predictions(List.of("a", "b"), keys, truth, p), who);
  }

  @Test
  void halfOfTwoClassesIsChance() {
    NearChance half = of(2, SPEAKERS);
    assertEquals(0.5, half.chance());
    assertTrue(half.isNear());
    assertTrue(half.lines().getLast().startsWith("near chance: guessing has a UA of 50.0 %"));
    assertEquals(true, half.report().get("near_chance"));
  }

  @Test
  void whatIsBetterForEverySpeakerIsNot() {
    NearChance good = of(3, SPEAKERS);
    assertFalse(good.isNear());
    assertEquals(1, good.lines().size());
    assertTrue(of(1, SPEAKERS).isNear(), "below chance");
  }

  @Test
  void oneSpeakerTellsNothing() {
    NearChance one = of(2, 1);
    assertFalse(one.isNear());
    assertEquals(List.of(), one.lines());
    assertEquals(Map.of(), one.report());
  }
}
