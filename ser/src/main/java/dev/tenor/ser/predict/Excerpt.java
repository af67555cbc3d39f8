package dev.tenor.ser.predict;

import dev.tenor.ser.audio.AudioClip;
import dev.tenor.ser.audio.AudioReader;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.audio.Block;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.Resampler;
import dev.tenor.ser.audio.SampleBuffer;
import dev.tenor.ser.audio.SampleSink;
import dev.tenor.ser.audio.SilenceTrim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// One window of a recording as a model hears it, bit for bit, read once more to be looked into.
///
/// @param features of the front end [frames · columns], neither standardised nor normalised over
///   several recordings
/// @param start where the first frame begins, in seconds from the start of the recording: behind
///   the silence that is trimmed off
public record Excerpt(float[] features, double start) {
  /// @param from of the window, in seconds
  /// @param to in seconds, at most the end of the recording
  /// @throws IOException if the recording cannot be read, or not to there
  public static Excerpt of(TrainedModel model, Path file, double from, double to)
      throws IOException {
    Block block = new Block((long) from, (long) Math.ceil(to));
    Part[] latest = {null};
    AudioReader.stream(AudioSource.of(file), () -> latest[0] = new Part(block));
    FeatureConfig config = model.features();
    int rate = model.frontEnd().sampleRate();
    float[] whole = latest[0].resampled(rate);
    int first = (int) (Math.round(from * rate) - block.start() * rate);
    int end = (int) Math.min(whole.length, Math.round(to * rate) - block.start() * rate);
    float[] samples = Arrays.copyOfRange(whole, first, end);
    float[] features = model.frontEnd().worker().apply(AudioClip.of(samples, rate));
    int trimmed = SilenceTrim.of(samples, config.trim()).from();
    return new Excerpt(features, from + (double) trimmed / rate);
  }

  /// Keeps what the work on a block needs. The recording is read to its end, so that its mix is
  /// that of the whole.
  private static final class Part implements SampleSink {
    private final SampleBuffer samples = new SampleBuffer();
    private final Block block;
    private int rate;
    private long at;

    Part(Block block) {
      this.block = block;
    }

    @Override
    public void begin(int sampleRate) {
      rate = sampleRate;
    }

    @Override
    public void add(float sample) {
      if (at >= block.first(rate) && at < block.last(rate)) {
        samples.add(sample);
      }
      at++;
    }

    float[] resampled(int toRate) {
      float[] all = samples.copy(0, samples.end());
      return block.resample(all, new Resampler(rate, toRate), toRate);
    }
  }
}
