package dev.tenor.ser.data;

import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.stats.Predictions;
import java.util.ArrayList;
import java.util.List;

/// One utterance as input of a model.
///
/// @param features what the model's front end makes of it: for a network the log-mel [frames ·
///   mels], row-major
/// @param label the class number
public record Example(Utterance utterance, float[] features, int label) {
  /// The examples of a subset.
  ///
  /// @param features what the model's front end made of each utterance; normalised and standardised
  ///   in place
  /// @param columns of the features
  /// @param labels the classes in order
  public static List<Example> of(
      List<Utterance> utterances,
      List<float[]> features,
      int columns,
      GroupCmvn cmvn,
      Standardizer standardizer,
      List<String> labels) {
    cmvn.apply(utterances, features, columns);
    features.forEach(standardizer::apply);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      Utterance utterance = utterances.get(i);
      examples.add(new Example(utterance, features.get(i), labels.indexOf(utterance.emotion())));
    }
    return examples;
  }

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
