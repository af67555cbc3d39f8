package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenor.ser.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recordings that come through pipes.
class AudioInputTest {
  private static final Path STANDARD_INPUT = Path.of("-");

  @TempDir Path folder;
  private final InputStream before = System.in;
  private long spooledBefore;

  @BeforeEach
  void count() throws IOException {
    spooledBefore = spooled();
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    System.setIn(before);
    assertEquals(spooledBefore, spooled());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tone.flac", "tone.mp3", "tone.ogg", "codecs/rf64.wav", "codecs/aiff-16.aiff"})
  void standardInputIsReadLikeAFile(String name) throws IOException {
    Path file = Files.write(folder.resolve("file"), fixture(name));
    System.setIn(new ByteArrayInputStream(fixture(name)));
    AudioClip clip = AudioReader.read(STANDARD_INPUT, 10);
    assertArrayEquals(AudioReader.read(file, 10).samples(), clip.samples());
    System.setIn(new ByteArrayInputStream(fixture(name)));
    assertEquals(clip.facts(), AudioFacts.of(AudioSource.of(STANDARD_INPUT)));
  }

  @Test
  void errorsNameWhatTheUserNamed() throws IOException {
    byte[] flac = fixture("tone.flac");
    System.setIn(new ByteArrayInputStream(flac, 0, flac.length / 2));
    assertFails(STANDARD_INPUT, "cut short");
    System.setIn(new ByteArrayInputStream(new byte[0]));
    assertFails(STANDARD_INPUT, "is empty");
    System.setIn(new ByteArrayInputStream("<html>".getBytes(StandardCharsets.US_ASCII)));
    assertFails(STANDARD_INPUT, "HTML");
  }

  @Test
  void aNamedPipeIsRead() throws Exception {
    Path pipe = folder.resolve("pipe");
    boolean made = Files.isExecutable(Path.of("/usr/bin/mkfifo"));
    assumeTrue(made, "no mkfifo on this system");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    byte[] wav = fixture("codecs/rf64.wav");
    Thread writer = Thread.ofVirtual().unstarted(() -> write(pipe, wav));
    writer.start();
    AudioClip clip =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> AudioReader.read(pipe, 10));
    writer.join();
    assertEquals(600, clip.samples().length);
  }

  @Test
  void aDeviceWithoutEndIsRefusedSoon() {
    Path zero = Path.of("/dev/zero");
    assumeTrue(Files.exists(zero), "no /dev/zero on this system");
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertFails(zero, "zeros"));
  }

  private static void write(Path pipe, byte[] bytes) {
    try {
      Files.write(pipe, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertFails(Path file, String part) {
    String message =
        assertThrows(DataException.class, () -> AudioReader.read(file, 10)).getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    assertTrue(message.contains(part), message);
  }

  private static long spooled() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(f -> f.getFileName().toString().startsWith("tenor-audio-")).count();
    }
  }

  private static byte[] fixture(String name) throws IOException {
    try (InputStream in = AudioInputTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
