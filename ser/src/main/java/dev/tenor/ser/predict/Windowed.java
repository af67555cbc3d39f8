package dev.tenor.ser.predict;

import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.AudioFacts;
import dev.tenor.ser.audio.CmvnOver;
import dev.tenor.ser.audio.SpeechActivity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/// Takes recordings to a function of their features, window by window: what a model answers, or
/// what a layer of it computes.
///
/// @param model whose front end hears the recordings
/// @param threads for the front end
/// @param rows from the standardised features of some windows to a row for each
public record Windowed(
    TrainedModel model, Windows windows, int threads, Function<List<float[]>, float[][]> rows) {
  /// What the function makes of a recording. Exactly one of `timeline` and `error` is not null.
  ///
  /// @param facts of the decoded audio, null if the recording cannot be read
  /// @param timeline with the rows as the windows' probabilities; the only row of a recording
  ///   without a signal is empty
  public record Told(Path file, AudioFacts facts, Timeline timeline, IOException error) {}

  /// Takes what is told of one recording after the other.
  public interface Taker {
    void take(Told told) throws IOException;
  }

  /// Whether an answer depends on the recordings that are predicted with it, see [CmvnOver].
  static boolean comparesRecordings(TrainedModel model) {
    return model.features().cmvnOver() != CmvnOver.UTTERANCE;
  }

  /// Tells of each file in their order; one that cannot be read does not stop the others. Where the
  /// model compares recordings, all files are taken as those of one speaker or corpus. A recording
  /// that is longer than a window is read as a stream.
  ///
  /// @throws IOException only where the taker does
  public void run(List<Path> files, PredictListener listener, Taker taker)
      throws IOException, InterruptedException {
    try (Hearing hearing = new Hearing(model, windows, threads, this::standardised)) {
      List<Hearing.Heard> all = hear(hearing, files, listener);
      List<float[]> features =
          all.stream().map(Hearing.Heard::features).filter(Objects::nonNull).toList();
      over(features);
      Iterator<float[]> each = List.of(standardised(features)).iterator();
      for (Hearing.Heard heard : all) {
        IOException error = heard.error() != null ? heard.error() : tooLong(heard);
        if (error != null) {
          taker.take(new Told(heard.file(), null, null, error));
        } else if (heard.isLong()) {
          taker.take(longOne(hearing, heard, listener));
        } else {
          taker.take(shortOne(heard, each));
        }
      }
    }
  }

  /// Tells of samples what [#run] would of a recording that holds them; it has no file.
  Told of(float[] samples, int sampleRate) throws InterruptedException {
    try (Hearing hearing = new Hearing(model, windows, threads, this::standardised)) {
      Hearing.Heard heard = hearing.heard(samples, sampleRate);
      if (hearing.isLong(samples, sampleRate)) {
        return comparesRecordings(model)
            ? new Told(null, null, null, tooLong("the recording"))
            : new Told(null, heard.facts(), hearing.listen(samples, sampleRate), null);
      }
      List<float[]> features = heard.features() == null ? List.of() : List.of(heard.features());
      over(features);
      return shortOne(heard, List.of(standardised(features)).iterator());
    }
  }

  private float[][] standardised(List<float[]> features) {
    features.forEach(model.standardizer()::apply);
    return rows.apply(features);
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
    return tooLong(heard.file().toString());
  }

  private DataException tooLong(String recording) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s: is longer than %s s, or a pipe; this model is normalised over all recordings of a %s"
                + " and takes no longer ones; cut it into utterances",
            recording,
            model.features().seconds(),
            model.features().cmvnOver().word()));
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

  private Told shortOne(Hearing.Heard heard, Iterator<float[]> each) {
    double end = heard.facts().heardSeconds();
    boolean silent = heard.features() == null;
    SpeechActivity speech = silent ? SpeechActivity.of(List.of()) : heard.speech();
    float[] row = silent ? new float[0] : each.next();
    Timeline.Window window = new Timeline.Window(0, end, speech.seconds(0, end), row);
    Timeline timeline = new Timeline(model.labels(), List.of(window), speech);
    return new Told(heard.file(), heard.facts(), timeline, null);
  }

  private static Told longOne(Hearing hearing, Hearing.Heard heard, PredictListener listener)
      throws InterruptedException {
    Path file = heard.file();
    DoubleConsumer progress =
        heard.facts() == null // nobody knows how long a pipe is
            ? _ -> {}
            : seconds -> listener.heard(file, seconds, heard.facts().seconds());
    try {
      Hearing.HeardLong all = hearing.readLong(file, progress);
      return new Told(file, all.facts(), all.timeline(), null);
    } catch (IOException e) {
      return new Told(file, null, null, e);
    }
  }
}
