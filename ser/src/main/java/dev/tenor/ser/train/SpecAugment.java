package dev.tenor.ser.train;

import dev.tenor.engine.random.RandomStream;
import java.util.Arrays;

/// SpecAugment (Park et al. 2019): runs of frames and of mel bins are masked with 0, the mean of
/// standardised features. Lengths are uniform from 0 to a maximum, and so are the places.
record SpecAugment(int timeMasks, int timeMaskSize, int melMasks, int melMaskSize) {
  static SpecAugment of(AugmentConfig config) {
    return new SpecAugment(
        config.timeMasks(), config.timeMaskSize(), config.melMasks(), config.melMaskSize());
  }

  /// Masks one utterance.
  ///
  /// @param features holds [frames · columns] from `at`
  /// @param mels how many of the columns are mel bins, the first ones
  void apply(float[] features, int at, int frames, int columns, int mels, RandomStream random) {
    for (int i = 0; i < timeMasks; i++) {
      int length = random.nextInt(Math.min(frames, timeMaskSize) + 1);
      int from = at + random.nextInt(frames - length + 1) * columns;
      Arrays.fill(features, from, from + length * columns, 0f);
    }
    for (int i = 0; i < melMasks; i++) {
      int length = random.nextInt(Math.min(mels, melMaskSize) + 1);
      int from = at + random.nextInt(mels - length + 1);
      for (int t = 0; t < frames; t++) {
        Arrays.fill(features, from + t * columns, from + t * columns + length, 0f);
      }
    }
  }
}
