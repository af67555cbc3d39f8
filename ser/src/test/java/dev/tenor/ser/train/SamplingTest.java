package dev.tenor.ser.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.audio.Segment;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.data.Example;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

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
    return sampling.order(examples, CorpusShares.NONE, RandomStream.of(seed, "order"));
  }

  /// As `examples`, of a corpus.
  private static List<Example> of(String corpus, int... counts) {
    return examples(counts).stream()
        .map(e -> new Example(utterance(corpus), e.features(), e.label()))
        .toList();
  }

  private static Utterance utterance(String corpus) {
    return new Utterance(
        "key",
        Path.of("key"),
        "sad",
        "1",
        null,
        null,
        null,
        null,
        null,
        null,
        Segment.WHOLE,
        corpus);
  }

  /// [corpus][class] of an epoch of the corpora a and b.
  private static int[][] counts(Sampling sampling, List<Example> examples, CorpusShares shares) {
    int[][] counts = new int[2][3];
    for (int i : sampling.order(examples, shares, RandomStream.of(1, "order"))) {
      Example e = examples.get(i);
      counts[e.utterance().corpus().equals("a") ? 0 : 1][e.label()]++;
    }
    return counts;
  }

  private static CorpusShares shares(Map<String, Double> given) {
    return new CorpusShares(true, new TreeMap<>(given));
  }

  @Test
  void corporaGetTheirSharesOfAnEpoch() {
    List<Example> examples = new ArrayList<>(of("b", 30, 10, 20));
    examples.addAll(of("a", 10, 10, 20));
    int[][] half = counts(Sampling.SHUFFLED, examples, shares(Map.of("a", 0.5)));
    assertEquals(50, Arrays.stream(half[0]).sum());
    assertEquals(50, Arrays.stream(half[1]).sum());
    int[][] balanced = counts(Sampling.BALANCED, examples, shares(Map.of("a", 0.3, "b", 0.7)));
    assertArrayEquals(new int[][] {{10, 10, 10}, {23, 23, 24}}, balanced);
    int[][] asTheyAre = counts(Sampling.BALANCED, examples, shares(Map.of()));
    assertArrayEquals(new int[][] {{13, 13, 14}, {20, 20, 20}}, asTheyAre);
    int[][] together = counts(Sampling.BALANCED, examples, CorpusShares.NONE);
    assertEquals(33, together[0][1] + together[1][1], "without corpora, classes alone count");
    int[][] once = counts(Sampling.SHUFFLED, examples, shares(Map.of()));
    assertArrayEquals(new int[][] {{10, 10, 20}, {30, 10, 20}}, once);
  }

  @Test
  void aSmallCorpusWithALargeShareIsRepeatedEvenly() {
    List<Example> examples = new ArrayList<>(of("a", 4));
    examples.addAll(of("b", 36));
    int[] times = new int[40];
    for (int i :
        Sampling.SHUFFLED.order(examples, shares(Map.of("a", 0.25)), RandomStream.of(2, "order"))) {
      times[i]++;
    }
    assertEquals(10, Arrays.stream(times, 0, 4).sum());
    assertTrue(Arrays.stream(times, 0, 4).allMatch(n -> n == 2 || n == 3));
    assertTrue(Arrays.stream(times, 4, 40).allMatch(n -> n <= 1));
  }

  @Test
  void sharesThatDoNotFitAreRefused() {
    Set<String> corpora = Set.of("a", "b");
    shares(Map.of("a", 0.4, "b", 0.6)).check(corpora);
    shares(Map.of("a", 0.4)).check(corpora);
    String unknown = refused(() -> shares(Map.of("c", 0.4)).check(new TreeSet<>(corpora)));
    assertTrue(unknown.contains("share of c") && unknown.contains("corpora: a, b"), unknown);
    String sum = refused(() -> shares(Map.of("a", 0.4, "b", 0.5)).check(corpora));
    assertTrue(sum.contains("their sum is 0.900; make it 1"), sum);
    String all = refused(() -> shares(Map.of("a", 1.0)).check(corpora));
    assertTrue(all.contains("leave something"), all);
    assertTrue(refused(() -> shares(Map.of("a", -0.5))).contains("-0.5 is not in (0, 1]"));
    assertTrue(refused(() -> shares(Map.of("a", Double.NaN))).contains("NaN is not in (0, 1]"));
  }

  private static String refused(Executable action) {
    return assertThrows(IllegalArgumentException.class, action).getMessage();
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
