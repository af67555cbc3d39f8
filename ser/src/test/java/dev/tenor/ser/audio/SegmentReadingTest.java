package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentReadingTest {
  private static final int RATE = 8000;

  @TempDir Path folder;

  @Test
  void beyondTheEndIsRefusedWithBothTimes() throws IOException {
    Path file = tone(2);
    assertFails(file, 5, 6, "the segment starts at 5.0 s, the recording ends at 2.000 s");
    assertFails(file, 2, Double.POSITIVE_INFINITY, "the segment starts at 2.0 s");
    assertFails(file, 1, 3, "the segment ends at 3.0 s, the recording ends at 2.000 s");
  }

  @Test
  void aRoundedEndIsTheEndOfTheRecording() throws IOException {
    AudioClip clip = AudioReader.read(new AudioSource(tone(2), new Segment(1, 2.05)), 10);
    assertEquals(RATE, clip.samples().length);
    assertEquals(1, clip.seconds());
  }

  @Test
  void neighboursShareNoSampleAndLeaveNoneOut() throws IOException {
    Path file = tone(2);
    int samples = 0;
    for (double start = 0; start < 1.95; start += 0.1) {
      Segment segment = new Segment(start, start + 0.1);
      samples += AudioReader.read(new AudioSource(file, segment), 10).samples().length;
    }
    assertEquals(2 * RATE, samples);
  }

  /// A hole of two gigabytes before the segment would take longer than the test may.
  @Test
  void theWayToASegmentIsNotDecoded() throws IOException {
    Path file = folder.resolve("long.wav");
    long bytes = 2_000_000_000L;
    byte[] header = new WavBytes().format(1, 1, RATE, 16).chunk("data", bytes, new byte[0]).build();
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap(header));
      out.write(ByteBuffer.wrap(new byte[] {0, 64}), header.length + bytes - 2);
    }
    double end = bytes / 2.0 / RATE;
    Segment last = new Segment(end - 1, end);
    for (int i = 0; i < 100; i++) { // ten thousand hours, if they were decoded
      AudioFacts facts = AudioFacts.of(new AudioSource(file, last));
      assertEquals(0.5, facts.highest());
      assertEquals(1, facts.seconds(), 1e-9);
    }
  }

  private Path tone(int seconds) throws IOException {
    Path file = folder.resolve("tone.wav");
    WavWriter.write(file, Tones.sine(440, 0.5, RATE, seconds * RATE), RATE);
    return file;
  }

  private static void assertFails(Path file, double start, double end, String part) {
    AudioSource source = new AudioSource(file, new Segment(start, end));
    for (double max : new double[] {10, Double.POSITIVE_INFINITY}) {
      String message =
          assertThrows(DataException.class, () -> AudioReader.read(source, max)).getMessage();
      assertTrue(message.startsWith(file + ": " + part), message);
      assertTrue(message.contains("correct the manifest"), message);
    }
    assertThrows(DataException.class, () -> AudioFacts.of(source));
  }
}
