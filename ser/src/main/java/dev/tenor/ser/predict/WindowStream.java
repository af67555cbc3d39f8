package dev.tenor.ser.predict;

import dev.tenor.ser.audio.AudioClip;
import dev.tenor.ser.audio.Block;
import dev.tenor.ser.audio.Resampler;
import dev.tenor.ser.audio.SampleBuffer;
import dev.tenor.ser.audio.SampleSink;
import dev.tenor.ser.audio.SpeechActivity;
import dev.tenor.ser.audio.SpeechFrames;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.DoubleConsumer;

/// Predicts the windows of a recording while it is decoded: the decoder's thread cuts, the pool
/// resamples and computes features, and every batch is predicted as soon as it is there. However
/// long the recording, only a few blocks and a batch are held.
final class WindowStream implements SampleSink {
  private static final int BLOCK_SECONDS = 20;
  private static final int BATCH = 32;

  private final Hearing hearing;
  private final Windows windows;
  private final int rate;
  private final DoubleConsumer progress;

  private final SampleBuffer decoded = new SampleBuffer();
  private final SampleBuffer signal = new SampleBuffer(); // at the model's rate
  private final Queue<Future<float[]>> blocks = new ArrayDeque<>();
  private final Queue<Future<float[]>> features = new ArrayDeque<>();
  private final Queue<Future<SpeechFrames>> measured = new ArrayDeque<>();
  private final List<SpeechFrames> speech = new ArrayList<>();
  private final List<long[]> cuts = new ArrayList<>(); // of each window: first sample, end
  private final List<float[]> rows = new ArrayList<>();

  private int decodedRate;
  private Resampler resampler;
  private Block nextDecoded = new Block(0, BLOCK_SECONDS);
  private Block nextSpeech = nextDecoded;
  private Throwable failure;

  /// @param progress called with the seconds heard so far
  WindowStream(Hearing hearing, DoubleConsumer progress) {
    this.hearing = hearing;
    this.progress = progress;
    windows = hearing.windows();
    rate = hearing.sampleRate();
  }

  @Override
  public void begin(int sampleRate) {
    decodedRate = sampleRate;
    resampler = hearing.resampler(sampleRate);
  }

  @Override
  public void add(float sample) {
    decoded.add(sample);
    if (failure == null && decoded.end() >= nextDecoded.last(decodedRate)) {
      attempt(() -> {
        resample();
        takeBlocks(2 * hearing.threads());
      });
    }
  }

  /// After a failure, an interrupt above all, the decoder has nothing more to do.
  @Override
  public boolean full() {
    return failure != null;
  }

  /// Throws what went wrong meanwhile, to be called first when decoding has ended in any way.
  void check() throws InterruptedException {
    switch (failure) {
      case null -> {}
      case InterruptedException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException("windows: " + failure, failure);
    }
  }

  /// The result, after the last sample.
  Timeline finish() throws InterruptedException {
    attempt(this::takeRest);
    check();
    SpeechActivity activity = SpeechActivity.of(speech);
    List<Timeline.Window> result = new ArrayList<>();
    for (int k = 0; k < rows.size(); k++) {
      double start = (double) cuts.get(k)[0] / rate;
      double end = (double) cuts.get(k)[1] / rate;
      result.add(new Timeline.Window(start, end, activity.seconds(start, end), rows.get(k)));
    }
    return new Timeline(hearing.labels(), result, activity);
  }

  private void takeRest() throws InterruptedException, ExecutionException {
    while (nextDecoded.start() * decodedRate < decoded.end()) {
      resample();
    }
    takeBlocks(0);
    while (nextSpeech.start() * rate < signal.end()) {
      measure();
    }
    takeSpeech(0);
    long last = cuts.isEmpty() ? 0 : cuts.getLast()[1];
    if (cuts.isEmpty() || signal.end() - last > Hearing.TOLERANCE_SECONDS * rate) {
      cut(Math.max(0, signal.end() - windows.samples(rate)), signal.end());
    }
    while (!features.isEmpty()) {
      predict();
    }
  }

  private void resample() {
    Block block = nextDecoded;
    long end = Math.min(block.last(decodedRate), decoded.end());
    float[] samples = decoded.copy(block.first(decodedRate), end);
    blocks.add(hearing.submit(() -> block.resample(samples, resampler, rate)));
    nextDecoded = new Block(block.end(), block.end() + BLOCK_SECONDS);
    decoded.forget(nextDecoded.first(decodedRate));
  }

  /// Takes resampled blocks until only so many are under way.
  private void takeBlocks(int most) throws InterruptedException, ExecutionException {
    while (blocks.size() > most) {
      signal.add(blocks.remove().get());
      int length = windows.samples(rate);
      for (long at = nextStart(); signal.end() >= at + length; at = nextStart()) {
        cut(at, at + length);
        if (features.size() >= BATCH + 2 * hearing.threads()) {
          predict();
        }
      }
      while (signal.end() >= nextSpeech.last(rate)) {
        measure();
      }
      takeSpeech(2 * hearing.threads());
      signal.forget(Math.min(Math.min(nextStart(), signal.end() - length), nextSpeech.first(rate)));
      progress.accept((double) signal.end() / rate);
    }
  }

  private long nextStart() {
    return windows.start(cuts.size(), rate);
  }

  private void cut(long from, long to) {
    float[] samples = signal.copy(from, to);
    cuts.add(new long[] {from, to});
    features.add(hearing.submit(() -> hearing.features(AudioClip.of(samples, rate))));
  }

  private void measure() {
    Block block = nextSpeech;
    float[] samples = signal.copy(block.first(rate), Math.min(block.last(rate), signal.end()));
    measured.add(hearing.submit(() -> block.speech(samples, hearing.narrow())));
    nextSpeech = new Block(block.end(), block.end() + BLOCK_SECONDS);
  }

  private void takeSpeech(int most) throws InterruptedException, ExecutionException {
    while (measured.size() > most) {
      speech.add(measured.remove().get());
    }
  }

  private void predict() throws InterruptedException, ExecutionException {
    List<float[]> batch = new ArrayList<>();
    while (batch.size() < BATCH && !features.isEmpty()) {
      batch.add(features.remove().get());
    }
    rows.addAll(List.of(hearing.probabilities(batch)));
  }

  private interface Work {
    void run() throws InterruptedException, ExecutionException;
  }

  /// Keeps what goes wrong from the decoder, which would take it for a damaged file.
  private void attempt(Work work) {
    try {
      work.run();
    } catch (ExecutionException e) {
      failure = e.getCause();
    } catch (InterruptedException | RuntimeException | Error e) {
      failure = e;
    }
    if (failure != null) {
      blocks.forEach(f -> f.cancel(true));
      features.forEach(f -> f.cancel(true));
      measured.forEach(f -> f.cancel(true));
    }
  }
}
