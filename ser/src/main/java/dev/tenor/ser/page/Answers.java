package dev.tenor.ser.page;

import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.stats.Bootstrap;
import dev.tenor.ser.stats.Interval;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Predictions;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Predictions with the utterances that they are of.
///
/// @param predictions an utterance may occur several times, predicted by several networks
/// @param utterances by their keys, at least those that were predicted
public record Answers(Predictions predictions, Map<String, Utterance> utterances) {
  private static final long SEED = 1;

  /// @param listing holds the utterances
  /// @throws IllegalArgumentException if it lacks one that was predicted
  public static Answers of(Predictions predictions, Listing listing) {
    Map<String, Utterance> byKey =
        listing.utterances().stream().collect(Collectors.toMap(Utterance::key, u -> u));
    predictions.keys().stream()
        .filter(key -> !byKey.containsKey(key))
        .findFirst()
        .ifPresent(key -> {
          throw new IllegalArgumentException(
              "report: " + key + " was predicted, which " + listing.corpus() + " does not have");
        });
    return new Answers(predictions, byKey);
  }

  /// The same utterances as another system answered.
  public Answers with(Predictions others) {
    return new Answers(others, utterances);
  }

  public Metrics metrics() {
    return predictions.metrics();
  }

  /// How many speakers were predicted.
  public long speakers() {
    return predictions.keys().stream().map(key -> utterances.get(key).speaker()).distinct().count();
  }

  /// The 95 % interval of a score by bootstrap over speakers; empty where there is one alone.
  Optional<Interval> interval(ToDoubleFunction<Metrics> score) {
    return predictions.size() == 0 ? Optional.empty() : bootstrap().interval(score, SEED);
  }

  /// The interval of this system's score less another's, of the same speakers; empty where there is
  /// one alone.
  Optional<Interval> difference(Answers other, ToDoubleFunction<Metrics> score) {
    return bootstrap().difference(other.bootstrap(), score, SEED);
  }

  private Bootstrap bootstrap() {
    return Bootstrap.of(predictions, key -> utterances.get(key).speaker());
  }

  /// The answers by a property of the utterances, sorted; those without are left out.
  SortedMap<String, Answers> by(Function<Utterance, String> property) {
    SortedMap<String, Answers> groups = new TreeMap<>();
    predictions.keys().stream()
        .map(key -> property.apply(utterances.get(key)))
        .filter(value -> value != null && !value.isBlank())
        .forEach(value ->
            groups.computeIfAbsent(
                value,
                v -> with(predictions.only(key -> v.equals(property.apply(utterances.get(key)))))));
    return groups;
  }
}
