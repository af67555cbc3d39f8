package dev.tenor.ser.audio;

import dev.tenor.engine.io.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/// Measures a stream of mono samples.
final class Meter {
  private static final double FULL_SCALE = 32766.5 / 32768;
  private static final int CHUNK = 1 << 14;

  private final MessageDigest sha =
      Sha256.start(); // of the rate and the samples, big-endian floats
  private final int sampleRate;
  private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES);
  private double lowest = Double.POSITIVE_INFINITY;
  private double highest = Double.NEGATIVE_INFINITY;
  private double squares;
  private long count;
  private long fullScale;
  private long run;
  private long longestRun;

  /// The rate belongs to the sound: the same samples at another rate are another one.
  Meter(int sampleRate) {
    this.sampleRate = sampleRate;
    bytes.putFloat(sampleRate);
  }

  void add(float sample) {
    lowest = Math.min(lowest, sample);
    highest = Math.max(highest, sample);
    squares += (double) sample * sample;
    run = Math.abs(sample) >= FULL_SCALE ? run + 1 : 0;
    longestRun = Math.max(longestRun, run);
    fullScale += run > 0 ? 1 : 0;
    count++;
    if (!bytes.hasRemaining()) {
      hash();
    }
    bytes.putFloat(sample);
  }

  long count() {
    return count;
  }

  /// The facts of mono samples that are a whole recording.
  static AudioFacts facts(float[] samples, int sampleRate) {
    Meter meter = new Meter(sampleRate);
    double peak = 0;
    for (float sample : samples) {
      meter.add(sample);
      peak = Math.max(peak, Math.abs(sample));
    }
    double seconds = (double) samples.length / sampleRate;
    return meter.facts(seconds, seconds, 1, 0, peak, List.of());
  }

  /// The measured facts, with those that the samples do not contain; ends the measurement.
  AudioFacts facts(
      double seconds,
      double heardSeconds,
      int channels,
      int deadChannels,
      double channelPeak,
      List<String> warnings) {
    hash();
    return new AudioFacts(
        seconds,
        heardSeconds,
        sampleRate,
        channels,
        deadChannels,
        count == 0 ? 0 : lowest,
        count == 0 ? 0 : highest,
        count == 0 ? 0 : Math.sqrt(squares / count),
        channelPeak,
        fullScale,
        longestRun,
        HexFormat.of().formatHex(sha.digest()),
        warnings);
  }

  private void hash() {
    sha.update(bytes.array(), 0, bytes.position());
    bytes.clear();
  }
}
