package dev.tenor.ser.predict;

import dev.tenor.ser.audio.AudioClip;
import dev.tenor.ser.audio.AudioFacts;
import dev.tenor.ser.audio.AudioReader;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.audio.FrontEnd;
import dev.tenor.ser.audio.Resampler;
import dev.tenor.ser.audio.SpeechActivity;
import dev.tenor.ser.audio.SpeechFrames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/// Brings recordings to a model: front end and speech activity on a pool of threads.
final class Hearing implements AutoCloseable {
  /// A recording may be so much longer than a window and still be one, as [AudioFacts#isCut] says.
  static final double TOLERANCE_SECONDS = 0.05;

  private final TrainedModel model;
  private final Windows windows;
  private final int threads;
  private final Function<List<float[]>, float[][]> predictor;
  private final ExecutorService pool;
  private final ThreadLocal<Function<AudioClip, float[]>> frontEnd;
  private final int sampleRate;
  private final Resampler narrow;
  private final Map<Integer, Resampler> resamplers = new ConcurrentHashMap<>();

  /// @param predictor from features to probabilities
  Hearing(
      TrainedModel model,
      Windows windows,
      int threads,
      Function<List<float[]>, float[][]> predictor) {
    this.model = model;
    this.windows = windows;
    this.threads = threads;
    this.predictor = predictor;
    pool = Executors.newFixedThreadPool(threads);
    FrontEnd computed = model.frontEnd();
    frontEnd = ThreadLocal.withInitial(computed::worker);
    sampleRate = computed.sampleRate();
    narrow = SpeechFrames.resampler(sampleRate);
  }

  /// A recording of one window.
  ///
  /// @param facts null if it cannot be read, or only once
  /// @param features null if it cannot be read, has no signal, or may be longer than a window
  /// @param speech null likewise
  /// @param error why it cannot be read, or null
  record Heard(
      Path file, AudioFacts facts, float[] features, SpeechActivity speech, IOException error) {
    boolean isLong() {
      return error == null && (facts == null || facts.isCut());
    }
  }

  /// To the model's rate; one for each rate that recordings have.
  Resampler resampler(int fromRate) {
    return resamplers.computeIfAbsent(fromRate, rate -> new Resampler(rate, sampleRate));
  }

  /// A task that reads a recording, or the beginning of it if it is longer than a window.
  Callable<Heard> reading(Path file) {
    return () -> {
      if (!Files.isRegularFile(file)) { // a pipe is read once, whatever its length
        return new Heard(file, null, null, null, null);
      }
      try {
        return heard(file, AudioReader.read(AudioSource.of(file), windows.seconds()));
      } catch (IOException e) {
        return new Heard(file, null, null, null, e);
      }
    };
  }

  /// What is heard of a clip, unless it is longer than a window.
  private Heard heard(Path file, AudioClip clip) {
    AudioFacts facts = clip.facts();
    if (facts.isCut() || facts.nothingToHear() != null) {
      return new Heard(file, facts, null, null, null);
    }
    float[] samples = resampler(clip.sampleRate()).resample(clip.samples());
    int length = Math.min(samples.length, windows.samples(sampleRate()));
    float[] heard = Arrays.copyOf(samples, length);
    SpeechActivity speech = SpeechActivity.of(heard, sampleRate());
    float[] features = features(new AudioClip(heard, sampleRate(), facts));
    return new Heard(file, facts, features, speech, null);
  }

  /// What is heard of samples that are no file.
  Heard heard(float[] samples, int rate) {
    AudioClip clip = AudioClip.of(samples, rate);
    return isLong(samples, rate)
        ? new Heard(null, clip.facts(), null, null, null)
        : heard(null, clip);
  }

  boolean isLong(float[] samples, int rate) {
    return samples.length > (windows.seconds() + TOLERANCE_SECONDS) * rate;
  }

  /// Predicts the windows of samples that are longer than one.
  Timeline listen(float[] samples, int rate) throws InterruptedException {
    WindowStream stream = new WindowStream(this, _ -> {});
    stream.begin(rate);
    for (int i = 0; i < samples.length && !stream.full(); i++) {
      stream.add(samples[i]);
    }
    stream.check();
    return stream.finish();
  }

  /// A long recording.
  ///
  /// @param facts of all of it
  record HeardLong(AudioFacts facts, Timeline timeline) {}

  /// Reads a recording to its end and predicts its windows.
  ///
  /// @param progress called with the seconds heard so far
  HeardLong readLong(Path file, DoubleConsumer progress) throws IOException, InterruptedException {
    WindowStream[] latest = {null};
    AudioFacts facts;
    try {
      facts =
          AudioReader.stream(
              AudioSource.of(file), () -> latest[0] = new WindowStream(this, progress));
    } finally {
      if (latest[0] != null) {
        latest[0].check();
      }
      if (Thread.interrupted()) { // what closes files, so that they seem damaged
        throw new InterruptedException();
      }
    }
    return new HeardLong(facts, latest[0].finish());
  }

  /// What the front end makes of a clip. For the pool's threads.
  float[] features(AudioClip clip) {
    return frontEnd.get().apply(clip);
  }

  float[][] probabilities(List<float[]> features) {
    return predictor.apply(features);
  }

  <T> Future<T> submit(Callable<T> task) {
    return pool.submit(task);
  }

  <T> List<Future<T>> submitAll(List<Callable<T>> tasks) throws InterruptedException {
    return pool.invokeAll(tasks);
  }

  Windows windows() {
    return windows;
  }

  int threads() {
    return threads;
  }

  int sampleRate() {
    return sampleRate;
  }

  List<String> labels() {
    return model.labels();
  }

  Resampler narrow() {
    return narrow;
  }

  @Override
  public void close() {
    pool.close();
  }
}
