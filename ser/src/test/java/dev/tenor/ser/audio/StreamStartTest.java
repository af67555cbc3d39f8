package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tags, zeros and junk around a recording are not heard and hide nothing.
class StreamStartTest {
  private static final int FLAC_INFO = 8;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tone.flac",
        "tone.mp3",
        "tone.ogg",
        "codecs/rf64.wav",
        "codecs/wav-mu-law.wav",
        "codecs/aiff-16.aiff",
        "codecs/au-16.au"
      })
  void tagsInFrontAreSkipped(String name) throws IOException {
    byte[] sound = fixture(name);
    float[] expected = read(sound);
    assertArrayEquals(expected, read(concat(id3(300, false), sound)));
    assertArrayEquals(expected, read(concat(id3(0, false), sound)));
    assertArrayEquals(expected, read(concat(id3(300, true), sound)), "with a footer");
    assertArrayEquals(expected, read(concat(id3(300, true), id3(7, false), sound)), "two");
    assertArrayEquals(expected, read(concat(id3(9, false), zeros(77), id3(7, false), sound)));
    assertArrayEquals(expected, read(concat(ape(50, true), id3(9, false), sound)), "APE");
    assertArrayEquals(expected, read(concat(id3(200_000, false), sound)), "a picture");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tone.flac", "tone.mp3", "tone.ogg", "codecs/rf64.wav", "codecs/aiff-16.aiff"})
  void zerosAndJunkInFrontAreSkipped(String name) throws IOException {
    byte[] sound = fixture(name);
    float[] expected = read(sound);
    byte[] junk = new byte[5000];
    new Random(3).nextBytes(junk);
    junk[0] = 1;
    assertArrayEquals(expected, read(concat(id3(300, false), zeros(1000), sound)));
    assertArrayEquals(expected, read(concat(id3(300, false), zeros(30_000), junk, sound)));
    assertArrayEquals(expected, read(concat(zeros(512), sound)));
    assertArrayEquals(expected, read(concat(junk, sound)));
  }

  @Test
  void aTagAloneIsNoRecording() throws IOException {
    assertFails(id3(300, false), "holds a tag and nothing after it");
    assertFails(Arrays.copyOf(id3(300, false), 100), "holds a tag and nothing after it");
    assertFails(concat(id3(30, false), zeros(100_000)), "zeros");
    assertFails(concat(id3(30, false), "lyrics only".getBytes(StandardCharsets.US_ASCII)), "text");
  }

  @Test
  void noiseIsNoRecording() throws IOException {
    Random random = new Random(5);
    for (int trial = 0; trial < 20; trial++) {
      byte[] noise = new byte[100_000];
      random.nextBytes(noise);
      noise[0] = 0;
      assertFails(noise, "is not a recording in a known format");
    }
  }

  /// The format does not say where the last frame ends.
  @Test
  void tagsBehindFlacOfUnknownLengthAreNotDecoded() throws IOException {
    byte[] flac = fixture("tone.flac");
    float[] expected = read(flac);
    ByteBuffer header = ByteBuffer.wrap(flac);
    header.putLong(FLAC_INFO + 10, header.getLong(FLAC_INFO + 10) & -1L << 36);
    byte[] id3v1 = new byte[128];
    System.arraycopy("TAG".getBytes(StandardCharsets.US_ASCII), 0, id3v1, 0, 3);
    assertArrayEquals(expected, read(concat(flac, id3v1)));
    assertArrayEquals(expected, read(concat(flac, ape(50, true))));
    assertArrayEquals(expected, read(concat(flac, ape(50, false))));
    assertArrayEquals(expected, read(concat(flac, ape(50, true), id3v1)));
    byte[] appended = id3(60, true);
    assertArrayEquals(expected, read(concat(id3(10, false), flac, appended)));
  }

  private static byte[] id3(int body, boolean footer) {
    ByteBuffer tag = ByteBuffer.allocate(10 + body + (footer ? 10 : 0));
    byte flags = (byte) (footer ? 0x10 : 0);
    byte[] size = {
      (byte) (body >> 21 & 0x7f),
      (byte) (body >> 14 & 0x7f),
      (byte) (body >> 7 & 0x7f),
      (byte) (body & 0x7f)
    };
    tag.put(new byte[] {'I', 'D', '3', 4, 0, flags}).put(size);
    for (int i = 0; i < body; i++) {
      tag.put((byte) (i * 31 | 1));
    }
    if (footer) {
      tag.put(new byte[] {'3', 'D', 'I', 4, 0, flags}).put(size);
    }
    return tag.array();
  }

  /// An APE tag with a footer, and a header where it stands in front.
  private static byte[] ape(int body, boolean header) {
    int bytes = (header ? 32 : 0) + body + 32;
    ByteBuffer tag = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = header ? 0 : body; at < bytes; at += 32 + body) {
      tag.position(at).put("APETAGEX".getBytes(StandardCharsets.US_ASCII)).putInt(2000);
      tag.putInt(body + 32).putInt(1).putInt(header ? 1 << 31 : 0);
    }
    return tag.array();
  }

  private static byte[] zeros(int count) {
    return new byte[count];
  }

  private float[] read(byte[] content) throws IOException {
    return AudioReader.read(Files.write(folder.resolve("recording"), content), 10).samples();
  }

  private void assertFails(byte[] content, String part) throws IOException {
    Path file = Files.write(folder.resolve("bad"), content);
    String message =
        assertThrows(DataException.class, () -> AudioReader.read(file, 10)).getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    assertTrue(message.contains(part), message);
    assertEquals(1, message.lines().count());
  }

  private static byte[] fixture(String name) throws IOException {
    try (InputStream in = StreamStartTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
