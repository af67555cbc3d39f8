package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// The project's small compressed recordings, and what tests do with changed ones.
record Fixtures(Path folder) {
  static byte[] bytes(String name) throws IOException {
    try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /// Letters with zeros after.
  static byte[] ascii(String letters, int length) {
    return Arrays.copyOf(letters.getBytes(StandardCharsets.US_ASCII), length);
  }

  AudioClip read(byte[] content) throws IOException {
    return read(content, Double.POSITIVE_INFINITY);
  }

  AudioClip read(byte[] content, double maxSeconds) throws IOException {
    return AudioReader.read(Files.write(folder.resolve("name.says.nothing"), content), maxSeconds);
  }

  /// The answer must be the same however much is wanted.
  void assertRefused(byte[] content, String... parts) throws IOException {
    Path file = Files.write(folder.resolve("bad"), content);
    for (double seconds : new double[] {0.01, 60}) {
      DataException e = assertThrows(DataException.class, () -> AudioReader.read(file, seconds));
      assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
      for (String part : parts) {
        assertTrue(e.getMessage().contains(part), e.getMessage());
      }
    }
  }

  /// Six tones, one a channel, weighted by the speakers that play them.
  static void assertSurround(AudioClip clip) {
    double side = Math.sqrt(0.5);
    double total = 2 + Math.sqrt(2) + 2 * side;
    double[][] tones = {
      {400, 1}, {700, 1}, {1000, Math.sqrt(2)}, {60, 0}, {1600, side}, {2100, side}
    };
    for (double[] tone : tones) {
      double found = Tones.amplitude(clip.samples(), tone[0], clip.sampleRate());
      assertEquals(0.3 * tone[1] / total, found, 0.006, tone[0] + " Hz");
    }
    assertEquals(6, clip.facts().channels());
    assertEquals(0, clip.facts().deadChannels());
  }
}
