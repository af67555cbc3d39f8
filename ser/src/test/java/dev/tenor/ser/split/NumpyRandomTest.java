package dev.tenor.ser.split;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// MT19937 and what is drawn with it, against values printed by NumPy 1.24 and scikit-learn 1.2.
final class NumpyRandomTest {
  /// `RandomState(seed).randint(0, 2**32, 3, dtype=numpy.uint32)`
  @ParameterizedTest
  @CsvSource({
    "0, 2357136044, 2546248239, 3071714933",
    "1, 1791095845, 4282876139, 3093770124",
    "42, 1608637542, 3421126067, 4083286876",
    "2147483648, 652847386, 1439962116, 3524204305",
    "4294967295, 419326371, 479346978, 3918654476"
  })
  void anySeedOf32BitsGivesTheWordsOfNumpy(long seed, long first, long second, long third) {
    NumpyRandom random = new NumpyRandom((int) seed);
    for (long word : new long[] {first, second, third}) {
      assertEquals(word, Integer.toUnsignedLong(random.nextInt()));
    }
  }

  /// The state has 624 words: the next ones come from a new twist.
  @Test
  void wordsGoOnBeyondTheFirstState() {
    NumpyRandom random = new NumpyRandom(-1);
    long[] words = new long[2000];
    Arrays.setAll(words, i -> Integer.toUnsignedLong(random.nextInt()));
    assertArrayEquals(
        new long[] {1222270187, 1027084080, 3860652269L, 657474326, 948840071},
        Arrays.copyOfRange(words, 622, 627));
    assertEquals(1762272365, words[1999]);
  }

  /// `RandomState(2024).permutation(5531)`, whose draws take several twists and rejections.
  @Test
  void longPermutationsAreThoseOfNumpy() {
    int[] order = new NumpyRandom(2024).permutation(5531);
    assertArrayEquals(
        new int[] {2207, 4890, 5315, 4518, 2162, 1221}, Arrays.copyOfRange(order, 0, 6));
    assertArrayEquals(
        new int[] {3199, 183, 2494, 2688, 2656, 3578}, Arrays.copyOfRange(order, 5525, 5531));
    long weighted = 0;
    for (int i = 0; i < order.length; i++) {
      weighted += (long) i * order[i];
    }
    assertEquals(42_255_186_441L, weighted);
  }

  /// `KFold(5)` on 23 files, then `train_test_split(rest, test_size=0.125, random_state=10)`: t is
  /// tested, v validates.
  @Test
  void foldsOfAListAreThoseOfScikitLearn() throws DataException {
    List<String> golden =
        List.of(
            "ttttt...v...v........v.",
            "...v.ttttt..v........v.",
            "...v...v..ttttt......v.",
            "...v...v.......tttt..v.",
            "...v...v.........v.tttt");
    List<Utterance> utterances = Listings.of(2, 3).utterances().subList(0, 23);
    List<String> order = utterances.stream().map(Utterance::key).toList().reversed();
    Listing listing =
        new Listing("made-up", LabelMap.FOUR, utterances, new TreeMap<>(), List.of(), order);
    Protocol reference = Protocols.byName("reference-5fold");
    for (int fold = 0; fold < 5; fold++) {
      Split split = reference.split(listing, 1, fold);
      String sides =
          order.stream()
              .map(key ->
                  switch (split.sides().get(key)) {
                    case TEST -> "t";
                    case VAL -> "v";
                    case TRAIN -> ".";
                  })
              .collect(Collectors.joining());
      assertEquals(golden.get(fold), sides, "fold " + fold);
    }
  }
}
