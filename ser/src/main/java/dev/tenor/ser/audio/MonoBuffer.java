package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.nio.file.Path;
import java.util.Arrays;

/// Collects mono samples up to a limit. Grows with what is really there, never with what a header
/// claims.
final class MonoBuffer {
  /// Decoded beyond `maxSeconds` for the resampler, whose filter reaches 57 ms at 1 kHz.
  private static final double MARGIN_SECONDS = 0.1;

  private static final int MAX_CHANNELS = 256;
  private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

  private final Path file;
  private final int sampleRate;
  private final int channels;
  private final int limit;
  private float[] samples = new float[1 << 14];
  private int length;

  /// @throws DataException where the header's channels or rate make no sense
  MonoBuffer(Path file, int sampleRate, int channels, double maxSeconds) throws DataException {
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw new DataException(
          file
              + ": the header says "
              + channels
              + " channels, 1.."
              + MAX_CHANNELS
              + " can be read; the file is damaged");
    }
    if (sampleRate < Resampler.MIN_RATE || sampleRate > Resampler.MAX_RATE) {
      throw new DataException(
          file
              + ": the header says "
              + Integer.toUnsignedString(sampleRate)
              + " Hz, "
              + Resampler.MIN_RATE
              + ".."
              + Resampler.MAX_RATE
              + " can be read; the file is damaged or needs resampling");
    }
    this.file = file;
    this.sampleRate = sampleRate;
    this.channels = channels;
    limit = (int) Math.min(MAX_LENGTH, Math.ceil((maxSeconds + MARGIN_SECONDS) * sampleRate));
  }

  boolean full() {
    return length >= limit;
  }

  /// Samples a channel so far.
  int length() {
    return length;
  }

  /// Drops what a decoder made beyond the end of the recording.
  void truncate(long frames) {
    length = (int) Math.min(length, frames);
  }

  /// Adds one frame, given as the sum over its channels; ignored when full.
  ///
  /// @throws DataException where the sum is infinite or not a number
  void addSum(double sum) throws DataException {
    if (full()) {
      return;
    }
    if (!Double.isFinite(sum)) {
      throw new DataException(
          file
              + ": sample "
              + length
              + " is "
              + sum
              + "; the program that wrote the file went wrong, export it again");
    }
    if (length == samples.length) {
      samples = Arrays.copyOf(samples, (int) Math.min(limit, 2L * length));
    }
    samples[length++] = (float) (sum / channels);
  }

  /// @param frames samples a channel of the whole recording
  /// @throws DataException where there is no sample
  AudioClip clip(double frames) throws DataException {
    if (length == 0) {
      throw new DataException(file + ": holds no samples; record or export it again");
    }
    return new AudioClip(Arrays.copyOf(samples, length), sampleRate, frames / sampleRate);
  }
}
