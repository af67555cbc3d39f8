package dev.tenor.ser.scan;

import dev.tenor.ser.audio.AudioClip;
import dev.tenor.ser.audio.AudioReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What a recording is like.
///
/// @param peak the largest absolute sample, 1 being full scale
/// @param fullScale how many samples are at full scale of 16 bits
/// @param longestRun how many of them follow each other at most
/// @param sha256 of the decoded samples and their rate, the same for the same sound in another file
///   format or with other tags
public record AudioFacts(
    Path file,
    double seconds,
    int sampleRate,
    double peak,
    int fullScale,
    int longestRun,
    String sha256) {
  private static final double FULL_SCALE = 32766.5 / 32768;

  private static final int CLIPPED_RUN = 3;

  /// 60 dB below full scale.
  private static final double SILENCE = 1e-3;

  /// Reads a recording to its end.
  ///
  /// @throws dev.tenor.ser.DataException if it cannot be read
  public static AudioFacts of(Path file) throws IOException {
    AudioClip clip = AudioReader.read(file, Double.POSITIVE_INFINITY);
    double peak = 0;
    int fullScale = 0;
    int run = 0;
    int longestRun = 0;
    for (float sample : clip.samples()) {
      double level = Math.abs(sample);
      peak = Math.max(peak, level);
      run = level >= FULL_SCALE ? run + 1 : 0;
      longestRun = Math.max(longestRun, run);
      fullScale += run > 0 ? 1 : 0;
    }
    return new AudioFacts(
        file, clip.seconds(), clip.sampleRate(), peak, fullScale, longestRun, hash(clip));
  }

  public boolean isSilent() {
    return peak < SILENCE;
  }

  /// Whether the tops of the wave are cut off: one sample at full scale may be a normalised peak,
  /// three in a row are not.
  public boolean isClipped() {
    return longestRun >= CLIPPED_RUN;
  }

  private static String hash(AudioClip clip) {
    float[] samples = clip.samples();
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * (samples.length + 1));
    FloatBuffer floats = bytes.asFloatBuffer();
    floats.put(clip.sampleRate()).put(samples);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) { // every Java platform has it
      throw new IllegalStateException("SHA-256", e);
    }
  }
}
