package dev.tenor.ser.data;

import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.stats.Predictions;
import java.util.List;

/// One utterance as input of a model.
///
/// @param features what the model's front end makes of it: for a network the log-mel [frames ·
///   mels], row-major
/// @param label the class number
public record Example(Utterance utterance, float[] features, int label) {
  /// What a model says to examples.
  ///
  /// @param probabilities `[example][class]`
  public static Predictions predictions(
      List<Example> examples, List<String> labels, float[][] probabilities) {
    return new Predictions(
        labels,
        examples.stream().map(example -> example.utterance().key()).toList(),
        examples.stream().mapToInt(Example::label).toArray(),
        probabilities);
  }
}
