package dev.tenor.ser.features;

import dev.tenor.engine.io.Sha256;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.audio.AudioClip;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.audio.FrontEnd;
import dev.tenor.ser.audio.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/// Cache keys of features: SHA-256 of everything that determines them, which is the settings, the
/// decoders, the front end's arithmetic and the content of the file. The file's name and dates do
/// not matter.
final class FeatureKeys {
  /// Increase when the decoders return different samples, the layout of an entry changes, or so few
  /// last bits of a front end that its probe may miss them.
  private static final int VERSION = 6;

  private static final int PROBE_RATE = 44_100;
  private static final int BUFFER_BYTES = 1 << 16;

  private final byte[] settings;

  FeatureKeys(FrontEnd frontEnd) {
    MessageDigest sha = Sha256.start();
    sha.update(("tenor features " + VERSION).getBytes(StandardCharsets.UTF_8));
    sha.update(frontEnd.settings().getBytes(StandardCharsets.UTF_8));
    sha.update(probe(frontEnd));
    settings = sha.digest();
  }

  /// The front end's output for half a second of noise and pulses at another sample rate: whatever
  /// changes its results, for instance a new release, another JDK or another processor, also
  /// changes the keys.
  private static byte[] probe(FrontEnd frontEnd) {
    RandomStream random = RandomStream.of(0, "feature cache probe");
    float[] noise = new float[PROBE_RATE / 2];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = 0.1f * (random.nextFloat() - 0.5f) + (i % (PROBE_RATE / 100) == 0 ? 0.9f : 0);
    }
    float[] features = frontEnd.worker().apply(AudioClip.of(noise, PROBE_RATE));
    ByteBuffer bytes = ByteBuffer.allocate(features.length * Float.BYTES);
    bytes.asFloatBuffer().put(features);
    return bytes.array();
  }

  /// The key [32] of a recording or segment; empty if the file cannot be read.
  Optional<byte[]> of(AudioSource source) {
    Path recording = source.file();
    if (!Files.isRegularFile(recording)) {
      return Optional.empty();
    }
    MessageDigest sha = Sha256.start();
    sha.update(settings);
    sha.update(segment(source.segment()));
    try (InputStream in = Files.newInputStream(recording)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha.update(buffer, 0, n);
      }
      return Optional.of(sha.digest());
    } catch (IOException _) {
      return Optional.empty(); // the decoder reports the error
    }
  }

  private static byte[] segment(Segment segment) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * Double.BYTES);
    return bytes.putDouble(segment.start()).putDouble(segment.end()).array();
  }
}
