package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioReaderTest {
  private static final double MANY_SECONDS = 10;
  private static final int FLAC_INFO = 8;

  @TempDir Path folder;

  @Test
  void readsFlacExactly() throws IOException {
    AudioClip clip = read(fixture("tone.flac"), MANY_SECONDS);
    assertEquals(16_000, clip.sampleRate());
    assertEquals(0.25, clip.seconds());
    assertEquals(4000, clip.samples().length);
    assertEquals(0.25, Tones.amplitude(clip.samples(), 440, 16_000), 1e-3);
    assertEquals(0.25, Tones.amplitude(clip.samples(), 1000, 16_000), 1e-3);
    assertEquals(0, Tones.amplitude(clip.samples(), 3000, 16_000), 1e-5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tone.mp3", "tone.ogg"})
  void readsLossyFormats(String name) throws IOException {
    AudioClip clip = read(fixture(name), MANY_SECONDS);
    assertEquals(22_050, clip.sampleRate());
    assertEquals(0.5, clip.seconds(), 0.1); // MP3 encoders add up to two frames
    assertEquals(0.5, Tones.amplitude(clip.samples(), 440, 22_050), 0.03);
    assertEquals(0, Tones.amplitude(clip.samples(), 3000, 22_050), 1e-3);
  }

  @Test
  void oggEndsWhereItsLastPageSays() throws IOException {
    AudioClip clip = read(fixture("tone.ogg"), MANY_SECONDS);
    assertEquals(11_025, clip.samples().length);
    assertEquals(0.5, clip.seconds());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tone.flac", "tone.mp3", "tone.ogg"})
  void decodesTheBeginningButKnowsTheWholeDuration(String name) throws IOException {
    AudioClip whole = read(fixture(name), MANY_SECONDS);
    AudioClip beginning = read(fixture(name), 0.1);
    int length = beginning.samples().length;
    assertEquals(0.2 * whole.sampleRate(), length, 1);
    assertEquals(whole.seconds(), beginning.seconds(), 0.06);
    assertEquals(-1, Arrays.mismatch(beginning.samples(), Arrays.copyOf(whole.samples(), length)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tone.flac", "tone.mp3"})
  void skipsAnId3Tag(String name) throws IOException {
    byte[] tag = new byte[10 + 300];
    ByteBuffer.wrap(tag).put(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 2, 44});
    AudioClip tagged = read(concat(tag, fixture(name)), MANY_SECONDS);
    AudioClip plain = read(fixture(name), MANY_SECONDS);
    assertEquals(-1, Arrays.mismatch(plain.samples(), tagged.samples()));
    assertEquals(plain.seconds(), tagged.seconds());
  }

  @Test
  void flacOfUnknownLengthIsReadToItsEnd() throws IOException {
    byte[] flac = fixture("tone.flac");
    ByteBuffer header = ByteBuffer.wrap(flac);
    header.putLong(FLAC_INFO + 10, header.getLong(FLAC_INFO + 10) & -1L << 36);
    assertEquals(4000, read(flac, MANY_SECONDS).samples().length);
    assertEquals(0.25, read(flac, 0.01).seconds());
  }

  @Test
  void refusesDamagedFlac() throws IOException {
    byte[] whole = fixture("tone.flac");
    assertFails(Arrays.copyOf(whole, whole.length * 2 / 3), "cut short after sample 0");
    assertFails(Arrays.copyOf(whole, 30), "ends within its FLAC header");
    byte[] flipped = whole.clone();
    flipped[whole.length - 500] ^= 0x10;
    assertFails(flipped, "FLAC is damaged or cut short");
    byte[] longer = whole.clone();
    longer[FLAC_INFO + 17]++;
    assertFails(longer, "states 4001 samples but only 4000 follow");
  }

  @Test
  void aLyingPictureInFlacCostsNothing() throws IOException {
    byte[] flac = fixture("tone.flac");
    byte[] info = Arrays.copyOf(flac, FLAC_INFO + 34);
    byte[] picture = {6, 0, 0, 12, 0, 0, 0, 3, 0x7f, -1, -1, -1, 0x7f, -1, -1, -1};
    byte[] rest = Arrays.copyOfRange(flac, info.length, flac.length);
    assertEquals(0.25, read(concat(info, picture, rest), MANY_SECONDS).seconds());
  }

  @Test
  void refusesDamagedOgg() throws IOException {
    byte[] whole = fixture("tone.ogg");
    assertFails(Arrays.copyOf(whole, whole.length - 100), "was cut short");
    byte[] flipped = whole.clone();
    flipped[whole.length - 100] ^= 1;
    assertFails(flipped, "Ogg is damaged");
  }

  @Test
  void refusesMp3WithoutAFrame() throws IOException {
    assertFails(Arrays.copyOf(fixture("tone.mp3"), 20), "was cut short");
  }

  @Test
  void refusesWhatIsNoRecording() throws IOException {
    assertFails(
        "once upon a time".getBytes(StandardCharsets.US_ASCII),
        "is not a recording",
        "begins with 'once upon a '");
    assertFails("RIFF....WEBP".getBytes(StandardCharsets.US_ASCII), "is not a recording");
    assertFails(new byte[] {0}, "is not a recording");
    assertFails(new byte[] {7, 1, 2, 3}, "begins with '....'", "convert it to WAV");
    assertFails(new byte[0], "is empty");
  }

  @Test
  void refusesWhatIsNoFile() {
    assertMessage(folder.resolve("nothing.wav"), "no such file");
    assertMessage(folder, "is a folder");
  }

  @Test
  void refusesToReadNothing() throws IOException {
    Path file = Files.write(folder.resolve("x"), fixture("tone.ogg"));
    for (double seconds : new double[] {0, -1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> AudioReader.read(file, seconds));
    }
    assertEquals(0.5, AudioReader.read(file, Double.POSITIVE_INFINITY).seconds());
  }

  /// Whatever a few wrong bytes do to a decoder, callers see samples or a DataException, soon.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tone.flac",
        "tone.mp3",
        "tone.ogg",
        "compressed/tone.opus",
        "compressed/mono.m4a",
        "compressed/tone.aac",
        "compressed/vbr.mp3",
        "compressed/layer2.mp2"
      })
  void damageNeverEscapesAsAnotherException(String name) throws IOException {
    Random random = new Random(11);
    byte[] whole = fixture(name);
    for (int trial = 0; trial < 200; trial++) {
      byte[] damaged = Arrays.copyOf(whole, whole.length - random.nextInt(whole.length / 2));
      for (int i = 0; i < 5; i++) {
        damaged[random.nextInt(i < 3 ? damaged.length : 200)] = (byte) random.nextInt();
      }
      Path file = Files.write(folder.resolve("damaged-" + trial), damaged);
      assertTimeoutPreemptively(Duration.ofSeconds(10), () -> readOrRefuse(file), file::toString);
    }
  }

  private static void readOrRefuse(Path file) throws IOException {
    try {
      AudioClip clip = AudioReader.read(file, MANY_SECONDS);
      assertTrue(clip.samples().length > 0);
    } catch (DataException e) {
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }
  }

  private AudioClip read(byte[] content, double maxSeconds) throws IOException {
    return AudioReader.read(Files.write(folder.resolve("name.says.nothing"), content), maxSeconds);
  }

  private void assertFails(byte[] content, String... parts) throws IOException {
    assertMessage(Files.write(folder.resolve("bad.wav"), content), parts);
  }

  private static void assertMessage(Path file, String... parts) {
    var e = assertThrows(DataException.class, () -> AudioReader.read(file, MANY_SECONDS));
    assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  private static byte[] fixture(String name) throws IOException {
    try (InputStream in = AudioReaderTest.class.getResourceAsStream(name)) {
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
