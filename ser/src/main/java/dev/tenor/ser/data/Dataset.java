package dev.tenor.ser.data;

import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.split.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/// The standardised examples of a split.
///
/// @param standardizer fitted on the training side only, unless another corpus' was given
/// @param sides the examples of each side, in the corpus' order
public record Dataset(Standardizer standardizer, Map<Side, List<Example>> sides) {
  public List<Example> side(Side side) {
    return sides.get(side);
  }

  /// Reads all recordings of a split.
  ///
  /// @param scaler what to standardise with, or null to fit it on the training side
  /// @param progress is told after each recording how many are done
  /// @throws dev.tenor.ser.DataException if a recording cannot be read, a class is missing from
  ///   training or a side is empty
  public static Dataset load(
      Listing listing,
      Split split,
      FeatureConfig config,
      Standardizer scaler,
      int threads,
      IntConsumer progress)
      throws IOException, InterruptedException {
    split.check(listing);
    List<Path> files = listing.utterances().stream().map(Utterance::audio).toList();
    List<float[]> features = new FeatureExtractor(config, threads).extractAll(files, progress);
    Map<Side, List<Example>> sides = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      sides.put(side, new ArrayList<>());
    }
    LabelMap labels = listing.labels();
    for (int i = 0; i < features.size(); i++) {
      Utterance u = listing.utterances().get(i);
      Example example = new Example(u, features.get(i), labels.index(u.emotion()));
      sides.get(split.sides().get(u.key())).add(example);
    }
    Standardizer used = scaler != null ? scaler : fit(sides.get(Side.TRAIN), config.nMels());
    features.forEach(used::apply);
    return new Dataset(used, sides);
  }

  private static Standardizer fit(List<Example> training, int mels) {
    return Standardizer.fit(training.stream().map(Example::features).toList(), mels);
  }
}
