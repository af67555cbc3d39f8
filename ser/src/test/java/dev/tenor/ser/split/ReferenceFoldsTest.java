package dev.tenor.ser.split;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.tck.SharedFiles;
import dev.tenor.ser.DataException;
import dev.tenor.ser.corpora.Corpora;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ReferenceFoldsTest {
  private final Protocol reference = Protocols.byName("reference-5fold");

  @Test
  void foldsOfIemocapAreThoseOfScikitLearn() throws IOException {
    Listing corpus =
        Corpora.byName("iemocap-list")
            .load(SharedFiles.shared("paper/iemocap_5531.csv"), LabelMap.FOUR);
    List<String> golden = Files.readAllLines(SharedFiles.shared("golden/reference_5fold.csv"));
    for (int fold = 0; fold < 5; fold++) {
      Map<String, String> expected = new TreeMap<>();
      for (String line : golden.subList(1, golden.size())) {
        String[] fields = line.split(",");
        expected.put(fields[0].substring(2), fields[fold + 1]);
      }
      Map<String, String> sides = new TreeMap<>();
      reference.split(corpus, 1, fold).sides().forEach((k, side) -> sides.put(k, side.toString()));
      assertEquals(expected, sides, "fold " + fold);
    }
  }

  /// `numpy.random.RandomState(s).permutation(n)`, printed by NumPy 2.
  @Test
  void permutationsAreThoseOfNumpy() {
    assertArrayEquals(
        new int[] {8, 2, 5, 6, 3, 1, 0, 7, 4, 9}, new NumpyRandom(10).permutation(10));
    assertArrayEquals(new int[] {2, 8, 4, 9, 1, 6, 7, 3, 0, 5}, new NumpyRandom(0).permutation(10));
    assertArrayEquals(new int[] {0}, new NumpyRandom(1).permutation(1));
    assertArrayEquals(new int[] {}, new NumpyRandom(1).permutation(0));
  }

  /// The published first output of the 2002 reference implementation with its default seed.
  @Test
  void theGeneratorIsTheMersenneTwister() {
    assertEquals((int) 3499211612L, new NumpyRandom(5489).nextInt());
    NumpyRandom random = new NumpyRandom(5489);
    for (int i = 0; i < 9999; i++) {
      random.nextInt();
    }
    assertEquals((int) 4123659995L, random.nextInt(), "the 10000th, as the C++ standard says");
  }

  @Test
  void sidesHaveTheSizesOfScikitLearnForAnyCount() throws DataException {
    for (int perClass = 2; perClass < 9; perClass++) {
      Listing corpus = Listings.of(1, perClass);
      int n = corpus.size();
      for (int fold = 0; fold < 5; fold++) {
        SplitSummary summary = reference.split(corpus, 4, fold).summary(corpus);
        int test = n / 5 + (fold < n % 5 ? 1 : 0);
        assertEquals(test, summary.size(Side.TEST));
        assertEquals((int) Math.ceil(0.125 * (n - test)), summary.size(Side.VAL));
      }
    }
  }

  @Test
  void fourUtterancesAreTooFew() {
    DataException e =
        assertThrows(DataException.class, () -> reference.foldCount(Listings.of(1, 1)));
    assertTrue(e.getMessage().contains("at least 5 utterances, found 4"), e.getMessage());
  }
}
