package dev.tenor.ser.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.data.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplingTest {
  /// Examples of classes 0, 1, …, as many of each as `counts` says.
  private static List<Example> examples(int... counts) {
    List<Example> examples = new ArrayList<>();
    for (int label = 0; label < counts.length; label++) {
      for (int i = 0; i < counts[label]; i++) {
        examples.add(new Example(null, new float[0], label));
      }
    }
    return examples;
  }

  private static int[] order(Sampling sampling, List<Example> examples, long seed) {
    return sampling.order(examples, RandomStream.of(seed, "order"));
  }

  @Test
  void shuffledTakesEachOnce() {
    List<Example> examples = examples(5, 2, 9);
    int[] order = order(Sampling.SHUFFLED, examples, 1);
    assertArrayEquals(RandomStream.of(1, "order").permutation(16), order);
  }

  @Test
  void balancedTakesEveryClassEquallyOften() {
    List<Example> examples = examples(40, 3, 0, 18); // class 2 has none
    int[] order = order(Sampling.BALANCED, examples, 1);
    assertEquals(61, order.length);
    int[] classes = new int[4];
    int[] times = new int[61];
    for (int i : order) {
      classes[examples.get(i).label()]++;
      times[i]++;
    }
    assertArrayEquals(new int[] {20, 20, 0, 21}, classes);
    for (int i = 40; i < 43; i++) {
      assertTrue(times[i] == 6 || times[i] == 7, "of the rare class " + times[i] + " times");
    }
    assertTrue(Arrays.stream(times, 0, 40).max().getAsInt() == 1, "none of the frequent one twice");
  }

  @Test
  void balancedIsShuffledAndAFunctionOfTheSeed() {
    List<Example> examples = examples(8, 8);
    int[] order = order(Sampling.BALANCED, examples, 1);
    assertArrayEquals(order, order(Sampling.BALANCED, examples, 1));
    assertFalse(Arrays.equals(order, order(Sampling.BALANCED, examples, 2)));
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    assertFalse(Arrays.equals(sorted, order));
    assertArrayEquals(new int[0], order(Sampling.BALANCED, List.of(), 1));
  }
}
