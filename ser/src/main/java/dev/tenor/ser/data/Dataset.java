package dev.tenor.ser.data;

import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.split.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The standardised examples of a split.
///
/// @param standardizer fitted on the training side only, unless another corpus' was given
/// @param sides the examples of each side, in the corpus' order
/// @param cached of how many recordings the features came from the cache
public record Dataset(Standardizer standardizer, Map<Side, List<Example>> sides, long cached) {
  public List<Example> side(Side side) {
    return sides.get(side);
  }

  /// Reads all recordings of a split.
  ///
  /// @param scaler what to standardise with, or null to fit it on the training side
  /// @throws dev.tenor.ser.DataException if a recording cannot be read, a class is missing from
  ///   training or a side is empty
  public static Dataset load(
      Listing listing,
      Split split,
      FeatureExtractor extractor,
      Standardizer scaler,
      FeatureProgress progress)
      throws IOException, InterruptedException {
    split.check(listing);
    List<AudioSource> sources = listing.utterances().stream().map(Utterance::source).toList();
    List<FeatureExtractor.Result> results = extractor.extractAll(sources, progress);
    List<float[]> features = results.stream().map(FeatureExtractor.Result::features).toList();
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
    Standardizer used =
        scaler != null ? scaler : fit(sides.get(Side.TRAIN), extractor.config().nMels());
    features.forEach(used::apply);
    long cached = results.stream().filter(FeatureExtractor.Result::cached).count();
    return new Dataset(used, sides, cached);
  }

  private static Standardizer fit(List<Example> training, int mels) {
    return Standardizer.fit(training.stream().map(Example::features).toList(), mels);
  }
}
