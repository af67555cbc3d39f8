package dev.tenor.ser.predict;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.io.FormatException;
import dev.tenor.ser.audio.AudioFacts;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.features.FeatureExtractor;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.stats.Scores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;

/// Predicts emotions of recordings with a model on a backend.
public final class Recognizer implements AutoCloseable {
  private final TrainedModel model;
  private final Scorer scorer;

  /// @throws FormatException if the weights do not fit the model's configuration
  public Recognizer(TrainedModel model, Backend backend) throws FormatException {
    this.model = model;
    scorer = model.open(backend);
  }

  /// The prediction for one recording. Exactly one of `emotion`, `silence` and `error` is not null.
  ///
  /// @param emotion the most probable label, null if there is none
  /// @param scores the probability of every label, in the model's order; empty if there is no
  ///   emotion
  /// @param facts facts of the decoded audio, null if the recording cannot be read
  /// @param silence why the recording has no signal, null if it has
  /// @param warnings problems of the recording, each in a few words
  /// @param error why it cannot be read, null if it can
  public record Prediction(
      Path file,
      String emotion,
      Map<String, Float> scores,
      AudioFacts facts,
      String silence,
      List<String> warnings,
      IOException error) {}

  /// One prediction for each file, in their order; a file that cannot be read does not stop the
  /// others.
  ///
  /// @param threads for the front end
  /// @param progress called with the number of files read so far, from any thread
  public List<Prediction> predict(List<Path> files, int threads, IntConsumer progress)
      throws InterruptedException {
    FeatureExtractor extractor = new FeatureExtractor(model.frontEnd(), threads);
    List<FeatureExtractor.Result> results =
        extractor.extract(
            files.stream().map(AudioSource::of).toList(), (done, _) -> progress.accept(done));
    List<float[]> features = new ArrayList<>();
    for (FeatureExtractor.Result r : results) {
      if (isHeard(r)) {
        model.standardizer().apply(r.features());
        features.add(r.features());
      }
    }
    float[][] rows = scorer.probabilities(features);
    List<Prediction> predictions = new ArrayList<>();
    int row = 0;
    for (FeatureExtractor.Result r : results) {
      predictions.add(isHeard(r) ? answer(r, rows[row++]) : noAnswer(r));
    }
    return predictions;
  }

  private static boolean isHeard(FeatureExtractor.Result r) {
    return r.error() == null && r.facts().nothingToHear() == null;
  }

  private Prediction answer(FeatureExtractor.Result r, float[] probabilities) {
    Map<String, Float> scores = new LinkedHashMap<>();
    for (int k = 0; k < probabilities.length; k++) {
      scores.put(model.labels().get(k), probabilities[k]);
    }
    String emotion = model.labels().get(Scores.argmax(probabilities, 0, probabilities.length));
    return new Prediction(
        r.source().file(), emotion, scores, r.facts(), null, warnings(r.facts()), null);
  }

  private static Prediction noAnswer(FeatureExtractor.Result r) {
    Path file = r.source().file();
    return r.error() != null
        ? new Prediction(file, null, Map.of(), null, null, List.of(), r.error())
        : new Prediction(
            file, null, Map.of(), r.facts(), r.facts().nothingToHear(), warnings(r.facts()), null);
  }

  private static List<String> warnings(AudioFacts facts) {
    List<String> warnings = new ArrayList<>(facts.problems());
    if (facts.isCut() && facts.nothingToHear() == null) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "only the first %.1f s of %.1f s used",
              facts.heardSeconds(),
              facts.seconds()));
    }
    return warnings;
  }

  /// The predictions for standardised examples.
  public Predictions evaluate(List<Example> examples) {
    return Example.predictions(
        examples,
        model.labels(),
        scorer.probabilities(examples.stream().map(Example::features).toList()));
  }

  @Override
  public void close() {
    scorer.close();
  }
}
