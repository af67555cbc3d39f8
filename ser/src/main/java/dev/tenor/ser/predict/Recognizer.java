package dev.tenor.ser.predict;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.io.FormatException;
import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.AudioFacts;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.stats.Scores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;

/// Predicts emotions of recordings with a model on a backend.
///
/// ```java
/// try (Backend backend = Backends.open("auto", 0);
///     Recognizer recognizer = new Recognizer(SerModel.load(file), backend)) {
///   Prediction p = recognizer.predict(samples, 16000);
///   System.out.println(p.emotion() + " " + p.scores());
/// }
/// ```
///
/// Threads may share it: recordings are read and heard by the threads that ask, and the network
/// answers one after the other. The backend is its own meanwhile.
public final class Recognizer implements AutoCloseable {
  private final TrainedModel model;
  private final Scorer scorer;

  /// @throws FormatException if the weights do not fit the model's configuration
  public Recognizer(TrainedModel model, Backend backend) throws FormatException {
    this.model = model;
    scorer = model.open(backend);
  }

  /// The prediction for one recording. Exactly one of `emotion`, `reason` and `error` is not null.
  ///
  /// @param file null of samples and streams
  /// @param emotion the most probable label, null if there is none
  /// @param scores the probability of every label, in the model's order; empty if there is no
  ///   emotion
  /// @param unsure whether even the most probable label is less probable than was asked for
  /// @param facts facts of the decoded audio, null if the recording cannot be read
  /// @param speech seconds of speech
  /// @param windows how many windows were cut from it, 1 unless it is longer than one
  /// @param reason why no emotion is predicted: the recording has no signal or no speech; null if
  ///   one is
  /// @param warnings problems of the recording, each in a few words
  /// @param error why it cannot be read, null if it can
  public record Prediction(
      Path file,
      String emotion,
      Map<String, Float> scores,
      boolean unsure,
      AudioFacts facts,
      double speech,
      int windows,
      String reason,
      List<String> warnings,
      IOException error) {
    /// The same without the temporary file, whose name an error may hold.
    private Prediction ofStream(Path temporary) {
      IOException named =
          error == null
              ? null
              : new DataException(
                  String.valueOf(error.getMessage()).replace(temporary.toString(), "the recording"),
                  error);
      return new Prediction(
          null, emotion, scores, unsure, facts, speech, windows, reason, warnings, named);
    }
  }

  /// One prediction for each file, with the model's windows and threshold; see [#predict(List,
  /// Windows, double, int, PredictListener)].
  ///
  /// @param progress called with the number of files read so far, from any thread
  public List<Prediction> predict(List<Path> files, int threads, IntConsumer progress)
      throws IOException, InterruptedException {
    Windows windows = Windows.of(model.features(), null, null);
    return predict(files, windows, model.unsure(), threads, progress::accept);
  }

  /// One prediction for each file, in their order; a file that cannot be read does not stop the
  /// others. Where the model [compares recordings][#comparesRecordings], all files are taken as
  /// those of one speaker or corpus. A recording that is longer than a window is read as a stream
  /// and predicted window by window, see [Timeline].
  ///
  /// @param unsure below which probability of the most probable label an answer is unsure; 0 for
  ///   never
  /// @param threads for the front end
  /// @throws IOException only where the listener does
  public List<Prediction> predict(
      List<Path> files, Windows windows, double unsure, int threads, PredictListener listener)
      throws IOException, InterruptedException {
    List<Prediction> predictions = new ArrayList<>();
    new Windowed(model, windows, threads, this::probabilities)
        .run(files, listener, told -> predictions.add(prediction(told, unsure, listener)));
    return predictions;
  }

  /// The prediction for samples, with the model's windows and threshold. Samples that are longer
  /// than a window are predicted window by window, as a file is.
  ///
  /// @param samples mono, full scale is ±1
  /// @param sampleRate of the samples in hertz; they are resampled to the model's
  /// @throws IllegalArgumentException where the rate is outside what
  ///   `dev.tenor.ser.audio.Resampler` takes
  public Prediction predict(float[] samples, int sampleRate)
      throws IOException, InterruptedException {
    Windows windows = Windows.of(model.features(), null, null);
    Windowed.Told told =
        new Windowed(model, windows, 1, this::probabilities).of(samples, sampleRate);
    return prediction(told, model.unsure(), _ -> {});
  }

  /// The prediction for a recording in memory, of any format that files may have.
  public Prediction predict(byte[] recording) throws IOException, InterruptedException {
    return predict(new ByteArrayInputStream(recording));
  }

  /// The prediction for a recording of any format that files may have. The stream is read to its
  /// end, into a temporary file, and left open.
  ///
  /// @throws IOException if the stream or the temporary file cannot be read or written; what is no
  ///   recording is the prediction's `error`
  public Prediction predict(InputStream recording) throws IOException, InterruptedException {
    Path file = Files.createTempFile("tenor-audio-", ".tmp");
    try {
      Files.copy(recording, file, StandardCopyOption.REPLACE_EXISTING);
      return predict(List.of(file), 1, _ -> {}).getFirst().ofStream(file);
    } finally {
      Files.delete(file);
    }
  }

  /// Whether an answer depends on the recordings that are predicted with it, see
  /// [dev.tenor.ser.audio.CmvnOver].
  public static boolean comparesRecordings(TrainedModel model) {
    return Windowed.comparesRecordings(model);
  }

  /// The probabilities of standardised features, calibrated.
  private synchronized float[][] probabilities(List<float[]> features) {
    return model.temperature().apply(scorer.probabilities(features));
  }

  private Prediction prediction(Windowed.Told told, double unsure, PredictListener listener)
      throws IOException {
    if (told.error() != null) {
      return new Prediction(
          told.file(), null, Map.of(), false, null, 0, 0, null, List.of(), told.error());
    }
    Path file = told.file();
    AudioFacts facts = told.facts();
    Timeline timeline = told.timeline();
    listener.predicted(file, timeline);
    float[] mean = facts.nothingToHear() == null ? timeline.probabilities() : null;
    Map<String, Float> scores = new LinkedHashMap<>();
    String emotion = null;
    boolean doubtful = false;
    if (mean != null) {
      for (int k = 0; k < mean.length; k++) {
        scores.put(model.labels().get(k), mean[k]);
      }
      int best = Scores.argmax(mean, 0, mean.length);
      emotion = model.labels().get(best);
      doubtful = mean[best] < unsure;
    }
    return new Prediction(
        file,
        emotion,
        scores,
        doubtful,
        facts,
        timeline.speech().seconds(),
        timeline.windows().size(),
        emotion == null ? reason(facts, timeline) : null,
        facts.problems(),
        null);
  }

  private static String reason(AudioFacts facts, Timeline timeline) {
    if (facts.nothingToHear() != null) {
      return facts.nothingToHear();
    }
    return String.format(
        Locale.ROOT,
        "no speech: %.2f s%s, at least %.1f s are needed",
        timeline.mostSpeech(),
        timeline.windows().size() > 1 ? " at most in a window" : "",
        Timeline.LEAST_SPEECH);
  }

  /// The predictions for standardised examples before calibration, that is, at temperature 1.
  public synchronized Predictions uncalibrated(List<Example> examples) {
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
