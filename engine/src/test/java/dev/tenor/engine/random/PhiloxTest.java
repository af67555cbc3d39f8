package dev.tenor.engine.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PhiloxTest {
  private static int[] block(long key, long high, long low) {
    int[] out = new int[4];
    Philox.block(key, high, low, out);
    return out;
  }

  /// The known answers of Random123 (kat_vectors, philox4x32 with 10 rounds).
  @Test
  void matchesThePublishedKnownAnswers() {
    assertArrayEquals(new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}, block(0, 0, 0));
    assertArrayEquals(
        new int[] {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}, block(-1, -1, -1));
    assertArrayEquals(
        new int[] {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1},
        block(0x299f31d0a4093822L, 0x0370734413198a2eL, 0x85a308d3243f6a88L));
  }

  @Test
  void streamsDifferByNameAndBySeed() {
    int first = RandomStream.of(1, "init").nextInt();
    assertEquals(first, RandomStream.of(1, "init").nextInt());
    assertNotEquals(first, RandomStream.of(1, "split").nextInt());
    assertNotEquals(first, RandomStream.of(2, "init").nextInt());
  }

  @Test
  void boundedNumbersAreUniform() {
    RandomStream random = RandomStream.of(7, "bounded");
    int[] counts = new int[6];
    for (int i = 0; i < 60_000; i++) {
      counts[random.nextInt(6)]++;
    }
    double chiSquare = 0;
    for (int count : counts) {
      chiSquare += Math.pow(count - 10_000, 2) / 10_000;
    }
    assertEquals(0, chiSquare, 20.5, "chi-square of " + Arrays.toString(counts)); // p = 0.001
    assertThrows(IllegalArgumentException.class, () -> random.nextInt(0));
  }

  @Test
  void gaussianHasUnitVariance() {
    RandomStream random = RandomStream.of(3, "gauss");
    double sum = 0;
    double squares = 0;
    int n = 100_000;
    for (int i = 0; i < n; i++) {
      double x = random.nextGaussian();
      sum += x;
      squares += x * x;
    }
    assertEquals(0, sum / n, 0.015);
    assertEquals(1, squares / n, 0.02);
  }

  @Test
  void permutationHoldsEveryNumberOnce() {
    int[] order = RandomStream.of(5, "shuffle").permutation(1000);
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      assertEquals(i, sorted[i]);
    }
    assertNotEquals(Arrays.toString(sorted), Arrays.toString(order));
  }
}
