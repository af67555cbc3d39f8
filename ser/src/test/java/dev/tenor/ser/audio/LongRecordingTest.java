package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recordings that do not fit into memory, as files with a hole.
class LongRecordingTest {
  private static final int RATE = 48_000;

  @TempDir Path folder;

  /// What a child with a fraction of the file's size as its heap does.
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws IOException {
      AudioFacts facts = AudioFacts.of(AudioSource.of(Path.of(args[0])));
      System.out.print(facts.seconds() + " " + facts.highest());
    }
  }

  @Test
  void isMeasuredInLessMemoryThanItHasBytes() throws Exception {
    long frames = 30_000_000;
    Path file = rf64(frames);
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx24m",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(child.waitFor(60, TimeUnit.SECONDS));
    assertTrue(output.endsWith((double) frames / RATE + " 0.5"), output);
  }

  @Test
  void sixGigabytesHaveTheirLengthAndTheirEnd() throws IOException {
    long frames = 3_000_000_000L;
    Path file = rf64(frames);
    double seconds = (double) frames / RATE;
    assertEquals(seconds, AudioReader.read(file, 1).seconds());
    Segment last = new Segment(seconds - 1, seconds);
    assertEquals(0.5, AudioFacts.of(new AudioSource(file, last)).highest());
  }

  /// 16 bits, mono, silent but for the last sample.
  private Path rf64(long frames) throws IOException {
    Path file = folder.resolve("long.wav");
    byte[] sizes =
        WavBytes.little(28).putLong(2 * frames + 72).putLong(2 * frames).putLong(frames).array();
    byte[] header =
        new WavBytes()
            .magic("RF64")
            .riffBytes(0xffffffffL)
            .chunk("ds64", sizes)
            .format(1, 1, RATE, 16)
            .chunk("data", 0xffffffffL, new byte[0])
            .build();
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap(header));
      out.write(ByteBuffer.wrap(new byte[] {0, 64}), header.length + 2 * frames - 2);
    }
    return file;
  }
}
