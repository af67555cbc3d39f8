package dev.tenor.ser.audio;

import java.util.Arrays;

/// A part of a long signal that one thread works on, in whole seconds, which are whole samples at
/// any rate. With a second of the signal on either side the result is the one of the whole signal.
///
/// @param start in seconds
/// @param end in seconds
public record Block(long start, long end) {
  private static final int CONTEXT = 1;

  /// The position of the first sample that the work on this block needs.
  public long first(int rate) {
    return Math.max(0, start - CONTEXT) * rate;
  }

  /// The position after the last one, unless the signal ends before.
  public long last(int rate) {
    return (end + CONTEXT) * rate;
  }

  /// Samples before the block among those that the work on it needs.
  private int skipped(int rate) {
    return (int) (start * rate - first(rate));
  }

  /// The block as it is in [Resampler#resample] of the whole, bit for bit.
  ///
  /// @param samples from [#first] to before [#last], or to the end of the signal
  /// @param toRate of the resampler
  /// @return shorter where the signal ends
  public float[] resample(float[] samples, Resampler resampler, int toRate) {
    float[] all = resampler.resample(samples);
    int from = Math.min(skipped(toRate), all.length);
    long to = Math.min(from + (end - start) * toRate, all.length);
    return Arrays.copyOfRange(all, from, (int) to);
  }

  /// What tells speech in the block.
  ///
  /// @param samples from [#first] to before [#last], or to the end of the signal
  /// @param narrow see [SpeechFrames#resampler]
  public SpeechFrames speech(float[] samples, Resampler narrow) {
    float[] all = narrow.resample(samples);
    int from = Math.min(skipped(SpeechFrames.RATE), all.length);
    long to = Math.min(from + (end - start) * SpeechFrames.RATE, all.length);
    return SpeechFrames.of(all, from, (int) to);
  }
}
