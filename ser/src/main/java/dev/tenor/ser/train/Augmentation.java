package dev.tenor.ser.train;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.audio.Decibels;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.data.Batch;
import dev.tenor.ser.data.Example;
import java.util.List;

/// Makes the batches of training: takes a part of each utterance, changes it as [AugmentConfig]
/// says, and smooths and mixes the targets. Draws from one stream for each batch, so a batch does
/// not depend on those before it, nor on which thread makes it.
public final class Augmentation {
  private final AugmentConfig config;
  private final Stretch stretch;
  private final Surroundings surroundings;
  private final SpecAugment masks;
  private final int mels;
  private final int columns;
  private final long seed;

  /// @param standardizer of the features
  public Augmentation(
      AugmentConfig config, FeatureConfig features, Standardizer standardizer, long seed) {
    this.config = config;
    this.seed = seed;
    stretch = new Stretch(config.tempo(), config.warp());
    surroundings =
        new Surroundings(
            config,
            standardizer,
            features.decibels() == Decibels.SQUARED ? 2 : 1,
            (double) features.sampleRate() / features.hopLength());
    masks = SpecAugment.of(config);
    mels = features.bins();
    columns = features.columns();
  }

  /// The most frames of an utterance in a batch; 0 for no limit.
  int crop() {
    return config.crop();
  }

  boolean mixes() {
    return config.mixup() > 0;
  }

  /// A batch of these examples.
  ///
  /// @param frames that each gets
  /// @param epoch from 1, and `number` of the batch in it: they name the random stream
  /// @param targets how labels become targets
  Batch batch(List<Example> examples, int frames, int epoch, int number, Targets targets) {
    RandomStream random = RandomStream.of(seed, "augment epoch " + epoch + " batch " + number);
    float[] features = new float[examples.size() * frames * columns];
    for (int i = 0; i < examples.size(); i++) {
      int at = i * frames * columns;
      stretch.draw(examples.get(i).features(), features, at, frames, columns, mels, random);
      if (!surroundings.isIdentity()) {
        // Of the measures of the voice a room and noise are not imitated: they stay as they are.
        surroundings.apply(features, at, frames, columns, mels, random);
      }
      masks.apply(features, at, frames, columns, mels, random);
    }
    Batch batch = targets.batch(features, examples, mixes());
    if (mixes()) {
      new Mixup(config.mixup()).apply(batch, random);
    }
    return batch;
  }
}
