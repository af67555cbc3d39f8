package dev.tenor.ser.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.config.Json;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpecAugmentTest {
  private static final int FRAMES = 31;
  private static final int MELS = 7;
  private static final int BATCH = 200;

  private static float[] masked(SpecAugment augment, long seed) {
    float[] features = new float[BATCH * FRAMES * MELS];
    Arrays.fill(features, 1);
    augment.mask(features, RandomStream.of(seed, "masks"));
    return features;
  }

  private static boolean isZero(float[] f, int matrix, int frame, int mel) {
    return f[(matrix * FRAMES + frame) * MELS + mel] == 0;
  }

  @Test
  void masksWholeFramesInOneRunOfAtMostSoMany() {
    int[] lengths = new int[6];
    float[] f = masked(new SpecAugment(FRAMES, MELS, 1, 5, 0, 0), 1);
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
    float[] f = masked(new SpecAugment(FRAMES, MELS, 0, 0, 2, 3), 1);
    boolean any = false;
    for (int b = 0; b < BATCH; b++) {
      for (int m = 0; m < MELS; m++) {
        for (int t = 1; t < FRAMES; t++) {
          assertEquals(isZero(f, b, 0, m), isZero(f, b, t, m), "a bin is masked as a whole");
        }
        any |= isZero(f, b, 0, m);
      }
    }
    assertTrue(any);
  }

  @Test
  void isAFunctionOfTheSeed() {
    SpecAugment augment = new SpecAugment(FRAMES, MELS, 2, 5, 2, 3);
    assertArrayEquals(masked(augment, 1), masked(augment, 1));
    assertFalse(Arrays.equals(masked(augment, 1), masked(augment, 2)));
  }

  @Test
  void masksLongerThanTheInputCoverItAtMost() {
    TrainConfig config =
        Json.with(
            TrainConfig.paper(), Map.of("timeMasks", 1, "timeMaskSize", 1000, "melMaskSize", 99));
    SpecAugment augment = SpecAugment.of(config, FRAMES, MELS);
    assertFalse(augment.isIdentity());
    masked(augment, 3);
    assertTrue(SpecAugment.of(TrainConfig.paper(), FRAMES, MELS).isIdentity());
  }
}
