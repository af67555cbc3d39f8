package dev.tenor.ser.train;

import dev.tenor.engine.random.RandomStream;
import java.util.Arrays;

/// SpecAugment (Park et al. 2019): runs of frames and of mel bins are masked with 0, the mean of
/// standardised features. Lengths are uniform from 0 to a maximum, and so are the places.
///
/// @param frames of a log-mel matrix
/// @param mels of a log-mel matrix
record SpecAugment(
    int frames, int mels, int timeMasks, int timeMaskSize, int melMasks, int melMaskSize) {

  static SpecAugment of(TrainConfig config, int frames, int mels) {
    return new SpecAugment(
        frames,
        mels,
        config.timeMasks(),
        Math.min(frames, config.timeMaskSize()),
        config.melMasks(),
        Math.min(mels, config.melMaskSize()));
  }

  boolean isIdentity() {
    return timeMasks * timeMaskSize == 0 && melMasks * melMaskSize == 0;
  }

  /// Masks every matrix of a batch [size · frames · mels].
  void mask(float[] features, RandomStream random) {
    for (int at = 0; at < features.length; at += frames * mels) {
      for (int i = 0; i < timeMasks; i++) {
        int length = random.nextInt(timeMaskSize + 1);
        int from = at + random.nextInt(frames - length + 1) * mels;
        Arrays.fill(features, from, from + length * mels, 0f);
      }
      for (int i = 0; i < melMasks; i++) {
        int length = random.nextInt(melMaskSize + 1);
        int from = at + random.nextInt(mels - length + 1);
        for (int t = 0; t < frames; t++) {
          Arrays.fill(features, from + t * mels, from + t * mels + length, 0f);
        }
      }
    }
  }
}
