package dev.tenor.ser.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpecAugmentTest {
  private static final int FRAMES = 31;
  private static final int MELS = 7;
  private static final int BATCH = 200;

  private static float[] masked(SpecAugment augment, long seed) {
    float[] features = new float[BATCH * FRAMES * MELS];
    Arrays.fill(features, 1);
    RandomStream random = RandomStream.of(seed, "masks");
    for (int at = 0; at < features.length; at += FRAMES * MELS) {
      augment.apply(features, at, FRAMES, MELS, MELS, random);
    }
    return features;
  }

  private static boolean isZero(float[] f, int matrix, int frame, int mel) {
    return f[(matrix * FRAMES + frame) * MELS + mel] == 0;
  }

  @Test
  void masksWholeFramesInOneRunOfAtMostSoMany() {
    int[] lengths = new int[6];
    float[] f = masked(new SpecAugment(1, 5, 0, 0), 1);
    for (int b = 0; b < BATCH; b++) {
      int zeros = 0;
      int runs = 0;
      for (int t = 0; t < FRAMES; t++) {
        boolean zero = isZero(f, b, t, 0);
        for (int m = 0; m < MELS; m++) {
          assertEquals(zero, isZero(f, b, t, m), "a frame is masked as a whole");
        }
        zeros += zero ? 1 : 0;
        runs += zero && (t == 0 || !isZero(f, b, t - 1, 0)) ? 1 : 0;
      }
      assertTrue(runs <= 1, runs + " runs");
      lengths[zeros]++;
    }
    for (int length = 0; length < lengths.length; length++) { // 33 of each are expected
      assertTrue(lengths[length] > 12, length + " frames: " + lengths[length] + " times");
    }
  }

  @Test
  void masksWholeBins() {
    float[] f = masked(new SpecAugment(0, 0, 2, 3), 1);
    int[] counts = new int[MELS + 1];
    for (int b = 0; b < BATCH; b++) {
      int zeros = 0;
      for (int m = 0; m < MELS; m++) {
        for (int t = 1; t < FRAMES; t++) {
          assertEquals(isZero(f, b, 0, m), isZero(f, b, t, m), "a bin is masked as a whole");
        }
        zeros += isZero(f, b, 0, m) ? 1 : 0;
      }
      counts[zeros]++;
    }
    assertEquals(0, counts[7], "two masks of at most 3 bins cover 6");
    for (int zeros = 0; zeros <= 6; zeros++) {
      assertTrue(counts[zeros] > 0, "never " + zeros + " bins");
    }
  }

  @Test
  void isAFunctionOfTheSeed() {
    SpecAugment augment = new SpecAugment(2, 5, 2, 3);
    assertArrayEquals(masked(augment, 1), masked(augment, 1));
    assertFalse(Arrays.equals(masked(augment, 1), masked(augment, 2)));
  }

  @Test
  void masksLongerThanTheInputCoverItAtMost() {
    float[] f = masked(new SpecAugment(1, 1000, 1, 99), 3);
    int whole = 0;
    for (int b = 0; b < BATCH; b++) {
      int at = b * FRAMES * MELS;
      int zeros = 0;
      for (int i = at; i < at + FRAMES * MELS; i++) {
        zeros += f[i] == 0 ? 1 : 0;
      }
      whole += zeros == FRAMES * MELS ? 1 : 0;
    }
    assertTrue(whole > 0 && whole < BATCH, whole + " of " + BATCH + " masked as a whole");
    float[] ones = new float[BATCH * FRAMES * MELS];
    Arrays.fill(ones, 1);
    assertArrayEquals(ones, masked(SpecAugment.of(AugmentConfig.NONE), 3));
  }
}
