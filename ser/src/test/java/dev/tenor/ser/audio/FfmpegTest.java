package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way through ffmpeg, without one: a script takes its place.
class FfmpegTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void setUp() throws IOException {
    file = Files.write(folder.resolve("it's.webm"), new byte[] {0x1a, 0x45, (byte) 0xdf, 1});
  }

  private Path script(String body) throws IOException {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "scripts need a POSIX system");
    Path script = Files.writeString(folder.resolve("fake"), "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String failure(String program, Duration timeout) {
    MixSink sink = MixSink.keeping(AudioSource.of(file), 9);
    Ffmpeg ffmpeg = new Ffmpeg(program, timeout);
    return assertThrows(
            DataException.class, () -> ffmpeg.read(file, file, "WebM or Matroska", sink))
        .getMessage();
  }

  @Test
  void whereItIsNotInstalledTheCommandIsTold() {
    String message = failure("no-such-ffmpeg", LONG);
    String quoted = file.toString().replace("'", "'\\''");
    assertTrue(message.startsWith(file + ": is WebM or Matroska"), message);
    assertTrue(message.contains("not on the path; install it"), message);
    String command = "ffmpeg -i '" + quoted + "' -ac 1 -ar 16000 '" + quoted + ".wav'";
    assertTrue(message.endsWith(command), message);
  }

  @Test
  void whatItWritesIsRead() throws IOException {
    Path wav = folder.resolve("made.wav");
    WavWriter.write(wav, Tones.sine(440, 0.5, 16_000, 4000), 16_000);
    Path script = script("for last in \"$@\"; do :; done; cp '" + wav + "' \"${last#file:}\"");
    MixSink sink = MixSink.keeping(AudioSource.of(file), 9);
    Decoded decoded = new Ffmpeg(script.toString(), LONG).read(file, file, "WebM", sink);
    assertEquals(4000, decoded.frames());
    assertArrayEquals(AudioReader.read(wav, 9).samples(), sink.clip(decoded).samples());
  }

  @Test
  void whyItFailsIsTold() throws IOException {
    Path script = script("echo '[webm @ 0x55a0] EBML header parsing failed' >&2; exit 1");
    String message = failure(script.toString(), LONG);
    assertTrue(message.contains("([webm] EBML header parsing failed)"), message);
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void aProgramThatHangsIsEnded() throws IOException {
    String message = failure(script("exec sleep 100").toString(), Duration.ofMillis(200));
    assertTrue(message.contains("ffmpeg is not done after"), message);
  }
}
