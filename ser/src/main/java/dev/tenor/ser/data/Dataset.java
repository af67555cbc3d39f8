package dev.tenor.ser.data;

import dev.tenor.ser.DataException;
import dev.tenor.ser.FileErrors;
import dev.tenor.ser.audio.AudioFacts;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.features.FeatureExtractor;
import dev.tenor.ser.features.FeatureProgress;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.split.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The standardised examples of a split.
///
/// @param standardizer fitted on the training set only, unless one was given
/// @param sides the examples of each subset, in the corpus' order
/// @param facts utterance key → facts of the decoded audio
/// @param skipped utterance key → why its recording cannot be read, of those that were left out
/// @param cached number of recordings whose features came from the cache
public record Dataset(
    Standardizer standardizer,
    Map<Side, List<Example>> sides,
    SortedMap<String, AudioFacts> facts,
    SortedMap<String, String> skipped,
    long cached) {
  public List<Example> side(Side side) {
    return sides.get(side);
  }

  /// Reads all recordings of a split.
  ///
  /// @param cmvn over the recordings of a subset, before they are standardised
  /// @param scaler mean and standard deviation to standardise with, or null to fit them on the
  ///   training set
  /// @param skipUnreadable whether to leave out recordings that cannot be read
  /// @throws DataException if a recording cannot be read and is not to be skipped, a class is
  ///   missing from training or a subset is empty
  public static Dataset load(
      Listing listing,
      Split split,
      FeatureExtractor extractor,
      GroupCmvn cmvn,
      Standardizer scaler,
      boolean skipUnreadable,
      FeatureProgress progress)
      throws IOException, InterruptedException {
    split.check(listing);
    List<AudioSource> sources = listing.utterances().stream().map(Utterance::source).toList();
    List<FeatureExtractor.Result> results =
        skipUnreadable
            ? extractor.extract(sources, progress)
            : extractor.extractAll(sources, progress);
    Map<Side, List<Example>> sides = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      sides.put(side, new ArrayList<>());
    }
    SortedMap<String, AudioFacts> facts = new TreeMap<>();
    SortedMap<String, String> skipped = new TreeMap<>();
    LabelMap labels = listing.labels();
    for (int i = 0; i < results.size(); i++) {
      Utterance u = listing.utterances().get(i);
      FeatureExtractor.Result result = results.get(i);
      if (result.error() != null) {
        skipped.put(u.key(), FileErrors.message(result.error()));
      } else {
        facts.put(u.key(), result.facts());
        sides
            .get(split.sides().get(u.key()))
            .add(new Example(u, result.features(), labels.index(u.emotion())));
      }
    }
    checkLeft(listing, split, skipped.keySet());
    int columns = extractor.frontEnd().columns();
    sides.values().forEach(side -> normalize(side, cmvn, columns));
    Standardizer used = scaler != null ? scaler : fit(sides.get(Side.TRAIN), columns);
    sides.values().forEach(side -> side.forEach(example -> used.apply(example.features())));
    long cached = results.stream().filter(FeatureExtractor.Result::cached).count();
    return new Dataset(used, sides, facts, skipped, cached);
  }

  /// The split was checked with all recordings; check it again without the skipped ones.
  private static void checkLeft(Listing listing, Split split, Set<String> skipped)
      throws DataException {
    try {
      split.without(skipped).check(listing.without(skipped));
    } catch (DataException e) {
      throw new DataException(
          "without " + skipped.size() + " recordings that cannot be read: " + e.getMessage(), e);
    }
  }

  private static void normalize(List<Example> side, GroupCmvn cmvn, int columns) {
    List<Utterance> utterances = side.stream().map(Example::utterance).toList();
    cmvn.apply(utterances, side.stream().map(Example::features).toList(), columns);
  }

  private static Standardizer fit(List<Example> training, int mels) {
    return Standardizer.fit(training.stream().map(Example::features).toList(), mels);
  }
}
