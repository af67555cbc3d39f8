package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WavWriterTest {
  @TempDir Path folder;

  @Test
  void writesTheCanonicalHeaderAndRoundedSamples() throws IOException {
    Path file = folder.resolve("x.wav");
    WavWriter.write(file, new float[] {0, 0.5f, -1, 1, 2, -3, 1.6f / 32768}, 16_000);
    ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(44 + 14, wav.capacity());
    assertEquals("RIFF", tag(wav, 0));
    assertEquals(36 + 14, wav.getInt(4));
    assertEquals("WAVEfmt ", tag(wav, 8) + tag(wav, 12));
    assertEquals(16, wav.getInt(16));
    assertEquals(1, wav.getShort(20), "PCM");
    assertEquals(1, wav.getShort(22), "mono");
    assertEquals(16_000, wav.getInt(24));
    assertEquals(32_000, wav.getInt(28));
    assertEquals(2, wav.getShort(32));
    assertEquals(16, wav.getShort(34));
    assertEquals("data", tag(wav, 36));
    assertEquals(14, wav.getInt(40));
    short[] expected = {0, 16384, -32768, 32767, 32767, -32768, 2};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], wav.getShort(44 + 2 * i), "sample " + i);
    }
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path file = folder.resolve("x.wav");
    float[] samples = {0, 0.25f, -1, 0.5f, -3 / 32768f};
    WavWriter.write(file, samples, 16_000);
    AudioClip clip = AudioReader.read(file, 10);
    assertEquals(16_000, clip.sampleRate());
    assertArrayEquals(samples, clip.samples());
  }

  @Test
  void badSamplesAreRefusedAndNothingIsWritten() {
    Path file = folder.resolve("x.wav");
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> WavWriter.write(file, new float[] {0, Float.NaN}, 16_000));
    assertTrue(e.getMessage().contains("sample 1 is NaN"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> WavWriter.write(file, new float[] {0}, 0));
    assertFalse(Files.exists(file));
  }

  private static String tag(ByteBuffer wav, int at) {
    return new String(wav.array(), at, 4, StandardCharsets.US_ASCII);
  }
}
