package dev.tenor.ser.stats;

import java.util.List;
import java.util.Set;

/// The scores on the utterances of one corpus of several.
///
/// @param all of the predictions as they are
/// @param restricted of the most probable of the classes that the corpus has: what the model would
///   score if it knew that the corpus lacks the others
/// @param lacking the classes that the corpus lacks
public record CorpusScore(String name, Metrics all, Metrics restricted, List<String> lacking) {
  /// @param predictions for utterances of the corpus
  /// @param classes those that the whole corpus has, not only these utterances
  public static CorpusScore of(String name, Predictions predictions, Set<String> classes) {
    return new CorpusScore(
        name,
        predictions.metrics(),
        predictions.metricsAmong(classes),
        predictions.labels().stream().filter(label -> !classes.contains(label)).toList());
  }
}
