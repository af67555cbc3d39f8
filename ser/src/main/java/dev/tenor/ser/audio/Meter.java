package dev.tenor.ser.audio;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Measures mono samples as they come.
final class Meter {
  private static final double FULL_SCALE = 32766.5 / 32768;
  private static final int CHUNK = 1 << 14;

  private final MessageDigest sha = sha256();
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

  double lowest() {
    return count == 0 ? 0 : lowest;
  }

  double highest() {
    return count == 0 ? 0 : highest;
  }

  double rms() {
    return count == 0 ? 0 : Math.sqrt(squares / count);
  }

  long count() {
    return count;
  }

  /// Samples at full scale of 16 bits.
  long fullScale() {
    return fullScale;
  }

  /// How many of them follow each other at most.
  long longestRun() {
    return longestRun;
  }

  /// SHA-256 of the rate and the samples as big-endian floats; ends the measurement.
  String sha256Hex() {
    hash();
    return HexFormat.of().formatHex(sha.digest());
  }

  /// What mono samples that are a whole recording are like.
  static AudioFacts facts(float[] samples, int sampleRate) {
    Meter meter = new Meter(sampleRate);
    for (float sample : samples) {
      meter.add(sample);
    }
    double seconds = (double) samples.length / sampleRate;
    double peak = Math.max(Math.abs(meter.lowest()), Math.abs(meter.highest()));
    return new AudioFacts(
        seconds,
        seconds,
        sampleRate,
        1,
        0,
        meter.lowest(),
        meter.highest(),
        meter.rms(),
        peak,
        meter.fullScale(),
        meter.longestRun(),
        meter.sha256Hex(),
        List.of());
  }

  private void hash() {
    sha.update(bytes.array(), 0, bytes.position());
    bytes.clear();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
