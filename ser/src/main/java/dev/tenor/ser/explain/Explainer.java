package dev.tenor.ser.explain;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.io.FormatException;
import dev.tenor.ser.DataException;
import dev.tenor.ser.predict.Excerpt;
import dev.tenor.ser.predict.PredictListener;
import dev.tenor.ser.predict.Predictor;
import dev.tenor.ser.predict.Recognizer;
import dev.tenor.ser.predict.Recognizer.Prediction;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.predict.Timeline;
import dev.tenor.ser.predict.Timeline.Window;
import dev.tenor.ser.predict.Windows;
import dev.tenor.ser.voice.NetworkFrontEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Explains the answers of a network for recordings.
public final class Explainer implements AutoCloseable {
  private final SerModel model;
  private final ExplainSettings settings;
  private final TrainingEmbeddings training;
  private final Recognizer recognizer;
  private final OpenNetwork network;

  /// @param training whose nearest utterances are named, or null
  /// @throws IllegalArgumentException if the model does not know the label
  /// @throws FormatException if the weights do not fit the model's configuration
  public Explainer(
      SerModel model, Backend backend, ExplainSettings settings, TrainingEmbeddings training)
      throws FormatException {
    if (settings.label() != null && !model.labels().contains(settings.label())) {
      throw new IllegalArgumentException(
          "the model does not know the label '"
              + settings.label()
              + "'; it knows "
              + String.join(", ", model.labels()));
    }
    this.model = model;
    this.settings = settings;
    this.training = training;
    recognizer = new Recognizer(model, backend);
    network = new OpenNetwork(model, backend);
  }

  /// Hears of recordings that have been explained, one after the other.
  public interface Taker {
    void take(Explained explained) throws IOException;
  }

  /// A recording with its answer, and the window of it that is to be explained.
  ///
  /// @param excerpt null if there is nothing to hear or an error
  private record Answer(
      Prediction prediction,
      Timeline timeline,
      Window window,
      String label,
      Excerpt excerpt,
      IOException error) {}

  /// Explains each file in their order. One that cannot be read does not stop the others.
  ///
  /// @param threads for the front end
  /// @throws IOException only where the taker does
  public void explain(List<Path> files, int threads, Taker taker)
      throws IOException, InterruptedException {
    Map<Path, Timeline> timelines = new HashMap<>();
    List<Prediction> predictions =
        recognizer.predict(
            files,
            Windows.of(model.features(), null, null),
            model.unsure(),
            threads,
            new PredictListener() {
              @Override
              public void read(int recordings) {
                // the explanations take longer
              }

              @Override
              public void predicted(Path file, Timeline timeline) {
                timelines.put(file, timeline);
              }
            });
    List<Answer> answers = new ArrayList<>();
    for (Prediction p : predictions) {
      try {
        answers.add(answer(p, timelines.get(p.file())));
      } catch (IOException e) {
        answers.add(new Answer(p, null, null, null, null, e));
      }
    }
    normalise(answers);
    for (Answer answer : answers) {
      taker.take(explained(answer));
    }
  }

  /// Over all recordings, also those without an answer, as for the prediction.
  private void normalise(List<Answer> answers) {
    List<float[]> features =
        answers.stream()
            .map(Answer::excerpt)
            .filter(Objects::nonNull)
            .map(Excerpt::features)
            .toList();
    if (Recognizer.comparesRecordings(model) && !features.isEmpty()) {
      model.features().cmvn().apply(features, model.frontEnd().columns());
    }
  }

  private Explained explained(Answer a) {
    Path file = a.prediction().file();
    String reason = a.prediction().reason();
    return a.error() != null || reason != null
        ? new Explained(file, null, a.error() == null ? reason : null, a.error())
        : new Explained(file, explanation(a), null, null);
  }

  private Answer answer(Prediction p, Timeline timeline) throws IOException {
    if (p.error() != null || p.facts().nothingToHear() != null) {
      return new Answer(p, timeline, null, null, null, p.error());
    }
    String label = settings.label() != null ? settings.label() : p.emotion();
    Window window =
        p.emotion() == null ? timeline.windows().getFirst() : window(p, timeline, label);
    if (!Files.isRegularFile(p.file())) {
      throw new DataException(
          p.file() + ": can be read only once, an explanation reads twice; save it as a file");
    }
    Excerpt excerpt = Excerpt.of(model, p.file(), window.start(), window.end());
    return new Answer(p, timeline, window, label, excerpt, null);
  }

  private Window window(Prediction p, Timeline timeline, String label) throws DataException {
    int k = model.labels().indexOf(label);
    Stream<Window> answered = timeline.windows().stream().filter(Window::isAnswered);
    Double at = settings.at();
    if (at == null) {
      return answered.max(Comparator.comparingDouble(w -> w.probabilities()[k])).orElseThrow();
    }
    return answered
        .filter(w -> w.start() <= at && at < w.end())
        .min(Comparator.comparingDouble(w -> Math.abs((w.start() + w.end()) / 2 - at)))
        .orElseThrow(() ->
            new DataException(
                String.format(
                    Locale.ROOT,
                    "%s: no window with speech at %s s; the recording has %.2f s",
                    p.file(),
                    at,
                    p.facts().seconds())));
  }

  private Explanation explanation(Answer a) {
    int label = model.labels().indexOf(a.label());
    float[] input = Predictor.enough(a.excerpt().features().clone(), model.network());
    model.standardizer().apply(input);
    IntegratedGradients gradients =
        settings.steps() == 0
            ? IntegratedGradients.of(network, input, label)
            : IntegratedGradients.of(network, input, label, settings.steps());
    Activations activations = network.activations(input);
    return new Explanation(
        model,
        a.prediction(),
        a.timeline(),
        a.window(),
        a.label(),
        a.excerpt(),
        input,
        gradients,
        Occlusion.of(network, input, label, settings.patch(model.features())),
        Part.of(network, input, label, gradients),
        Measure.of(
            new NetworkFrontEnd(model.features()).names(),
            model.network().mels(),
            input,
            gradients),
        activations,
        training == null
            ? List.of()
            : training.nearest(
                activations.get(Activations.EMBEDDING).values(), settings.neighbours()));
  }

  @Override
  public void close() {
    network.close();
    recognizer.close();
  }
}
