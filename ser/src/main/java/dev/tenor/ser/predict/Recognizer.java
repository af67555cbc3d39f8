package dev.tenor.ser.predict;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.io.FormatException;
import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.AudioFacts;
import dev.tenor.ser.audio.CmvnOver;
import dev.tenor.ser.audio.SpeechActivity;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.stats.Scores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
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

  /// The prediction for one recording. Exactly one of `emotion`, `reason` and `error` is not null.
  ///
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
      IOException error) {}

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
    try (Hearing hearing = new Hearing(model, windows, threads, this::probabilities)) {
      List<Hearing.Heard> all = hear(hearing, files, listener);
      List<float[]> features =
          all.stream().map(Hearing.Heard::features).filter(Objects::nonNull).toList();
      over(features);
      Iterator<float[]> rows = List.of(probabilities(features)).iterator();
      for (Hearing.Heard heard : all) {
        IOException error = heard.error() != null ? heard.error() : tooLong(heard);
        predictions.add(
            error != null
                ? failed(heard.file(), error)
                : heard.isLong()
                    ? predictLong(hearing, heard, unsure, listener)
                    : predictShort(heard, rows, unsure, listener));
      }
    }
    return predictions;
  }

  /// Whether an answer depends on the recordings that are predicted with it, see [CmvnOver].
  public static boolean comparesRecordings(TrainedModel model) {
    return model.features().cmvnOver() != CmvnOver.UTTERANCE;
  }

  private void over(List<float[]> features) {
    if (comparesRecordings(model) && !features.isEmpty()) {
      model.features().cmvn().apply(features, model.frontEnd().columns());
    }
  }

  /// Of a recording in windows only one window is in memory.
  private IOException tooLong(Hearing.Heard heard) {
    if (!comparesRecordings(model) || !heard.isLong()) {
      return null;
    }
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s: is longer than %s s, or a pipe; this model is normalised over all recordings of a %s"
                + " and takes no longer ones; cut it into utterances",
            heard.file(),
            model.features().seconds(),
            model.features().cmvnOver().word()));
  }

  /// The probabilities of features, which are standardised in place, calibrated.
  private float[][] probabilities(List<float[]> features) {
    features.forEach(model.standardizer()::apply);
    return model.temperature().apply(scorer.probabilities(features));
  }

  private static List<Hearing.Heard> hear(
      Hearing hearing, List<Path> files, PredictListener listener) throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    List<Callable<Hearing.Heard>> tasks = new ArrayList<>();
    for (Path file : files) {
      Callable<Hearing.Heard> reading = hearing.reading(file);
      tasks.add(() -> {
        Hearing.Heard heard = reading.call();
        listener.read(done.incrementAndGet());
        return heard;
      });
    }
    List<Hearing.Heard> all = new ArrayList<>();
    try {
      for (Future<Hearing.Heard> future : hearing.submitAll(tasks)) {
        all.add(future.get());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) { // no memory
        throw error;
      }
      throw new IllegalStateException("features: " + e.getCause(), e.getCause());
    }
    return all;
  }

  private Prediction predictShort(
      Hearing.Heard heard, Iterator<float[]> rows, double unsure, PredictListener listener)
      throws IOException {
    double end = heard.facts().heardSeconds();
    boolean silent = heard.features() == null;
    SpeechActivity speech = silent ? SpeechActivity.of(List.of()) : heard.speech();
    float[] row = silent ? new float[model.labels().size()] : rows.next();
    Timeline.Window window = new Timeline.Window(0, end, speech.seconds(0, end), row);
    Timeline timeline = new Timeline(model.labels(), List.of(window), speech);
    return answer(heard.file(), heard.facts(), timeline, unsure, listener);
  }

  private Prediction predictLong(
      Hearing hearing, Hearing.Heard heard, double unsure, PredictListener listener)
      throws IOException, InterruptedException {
    Path file = heard.file();
    DoubleConsumer progress =
        heard.facts() == null // nobody knows how long a pipe is
            ? _ -> {}
            : seconds -> listener.heard(file, seconds, heard.facts().seconds());
    Hearing.HeardLong all;
    try {
      all = hearing.readLong(file, progress);
    } catch (IOException e) {
      return failed(file, e);
    }
    return answer(file, all.facts(), all.timeline(), unsure, listener);
  }

  private Prediction answer(
      Path file, AudioFacts facts, Timeline timeline, double unsure, PredictListener listener)
      throws IOException {
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

  private static Prediction failed(Path file, IOException error) {
    return new Prediction(file, null, Map.of(), false, null, 0, 0, null, List.of(), error);
  }

  /// The predictions for standardised examples before calibration, that is, at temperature 1.
  public Predictions uncalibrated(List<Example> examples) {
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
