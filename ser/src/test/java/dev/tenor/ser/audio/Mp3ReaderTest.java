package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Mp3ReaderTest {
  private static final int FRAMES = 13_230; // 0.3 s at 44.1 kHz

  @TempDir Path folder;

  private Fixtures fixtures;
  private byte[] vbr;
  private byte[] plain; // frames of 192 bytes, 576 samples at 24 kHz

  @BeforeEach
  void setUp() throws IOException {
    fixtures = new Fixtures(folder);
    vbr = Fixtures.bytes("compressed/vbr.mp3");
    plain = Fixtures.bytes("compressed/no-info.mp3");
  }

  private AudioClip read(byte[]... parts) throws IOException {
    return fixtures.read(Fixtures.join(parts));
  }

  @Test
  void whatCodingAddedIsCutOffAsTheEncoderTells() throws IOException {
    float[] samples = read(vbr).samples();
    assertEquals(FRAMES, samples.length);
    for (int i = 1000; i < 12_000; i++) { // in phase with the original
      double t = i / 44_100.0;
      double expected = 0.25 * (Math.sin(2 * Math.PI * 440 * t) + Math.sin(2 * Math.PI * 1000 * t));
      assertEquals(expected, samples[i], 0.03);
    }
    assertEquals(0.3, fixtures.read(vbr, 0.01).seconds());
  }

  @Test
  void whereItDoesNotTellAllIsKept() throws IOException {
    assertEquals(15 * 576, read(plain).samples().length);
    assertEquals(read(plain).seconds(), fixtures.read(plain, 0.01).seconds());
  }

  @ParameterizedTest
  @CsvSource({"mpeg25.mp3, 11025, 4608", "layer2.mp2, 44100, 13824", "no-info.mp3, 24000, 8640"})
  void versionsAndLayersAreRead(String name, int rate, int frames) throws IOException {
    AudioClip clip = read(Fixtures.bytes("compressed/" + name));
    assertEquals(rate, clip.sampleRate());
    assertEquals(frames, clip.samples().length);
    assertEquals(0.25, Tones.amplitude(clip.samples(), 440, rate), 0.05);
    assertEquals(0, Tones.amplitude(clip.samples(), 3000, rate), 2e-3);
  }

  @ParameterizedTest
  @CsvSource({
    "layer2-16khz.mp2, MPEG-2 layer II audio",
    "free.mp3, MPEG audio of free format",
  })
  void whatJLayerCannotReadIsNotGuessed(String name, String coding) throws IOException {
    Path file = Files.write(folder.resolve("x"), Fixtures.bytes("compressed/" + name));
    MixSink sink = MixSink.keeping(AudioSource.of(file), 9);
    var e = assertThrows(UnsupportedCodingException.class, () -> Mp3Reader.read(file, 0, sink));
    assertEquals(coding, e.getMessage());
  }

  private static byte[] id3(int version, int flags, int size, int footer) {
    byte[] tag = new byte[10 + size + footer];
    Arrays.fill(tag, (byte) 0xff); // would be found by a search for frames
    ByteBuffer.wrap(tag)
        .put(new byte[] {'I', 'D', '3', (byte) version, 0, (byte) flags, 0, 0})
        .put((byte) (size >> 7))
        .put((byte) (size & 127));
    return tag;
  }

  private static byte[] ape(int size, boolean header) {
    ByteBuffer tag = ByteBuffer.allocate(size + (header ? 32 : 0)).order(ByteOrder.LITTLE_ENDIAN);
    tag.put(Fixtures.ascii("APETAGEX", 8)).putInt(2000).putInt(size).putInt(1);
    return tag.putInt(header ? 0xa000_0000 : 0).array();
  }

  @Test
  void tagsZerosAndJunkInFrontAreSkipped() throws IOException {
    byte[] junk = new byte[1000];
    ByteBuffer.wrap(junk).putInt(500, 0xfffb9000); // something like a frame's header
    for (byte[] front :
        List.of(
            id3(3, 0, 300, 0),
            id3(4, 0x10, 300, 10),
            Fixtures.join(id3(3, 0, 200, 0), id3(4, 0, 100, 0)),
            Fixtures.join(id3(4, 0x10, 200, 10), new byte[2000]),
            Fixtures.join(id3(3, 0, 40, 0), junk))) {
      assertArrayEquals(read(vbr).samples(), read(front, vbr).samples());
    }
  }

  @Test
  void tagsBehindAreSkippedAndNoFrameIsLost() throws IOException {
    byte[] lyrics = Fixtures.ascii("LYRICSBEGININD0000200000027LYRICS200", 36);
    for (byte[] whole : List.of(vbr, plain)) {
      float[] expected = read(whole).samples();
      for (byte[] back :
          List.of(
              Fixtures.ascii("TAG", 128),
              ape(100, true),
              ape(32, false),
              Fixtures.join(lyrics, Fixtures.ascii("TAG", 128)),
              Fixtures.join(ape(64, true), Fixtures.ascii("TAG+", 227), Fixtures.ascii("TAG", 128)),
              id3(4, 0, 90, 0),
              new byte[5000])) {
        AudioClip clip = read(whole, back);
        assertArrayEquals(expected, clip.samples());
        assertEquals(List.of(), clip.facts().warnings());
      }
    }
  }

  @Test
  void joinedFilesAreOneRecording() throws IOException {
    float[] one = read(vbr).samples();
    AudioClip two = read(vbr, id3(3, 0, 30, 0), vbr);
    assertEquals(2 * FRAMES, two.samples().length);
    assertArrayEquals(one, Arrays.copyOfRange(two.samples(), FRAMES, 2 * FRAMES));
    assertEquals(2 * 0.3, fixtures.read(Fixtures.join(vbr, vbr), 0.01).seconds());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 300, 700, 1500})
  void aCutFileWithANumberOfFramesIsRefused(int missing) throws IOException {
    fixtures.assertRefused(Arrays.copyOf(vbr, vbr.length - missing), "was cut short");
  }

  @Test
  void aCutBetweenTwoFramesIsSeenByTheirNumber() throws IOException {
    int last = 0;
    for (int at = 0; at < vbr.length; at += MpegHeader.of(vbr, at).frameBytes()) {
      last = at;
    }
    fixtures.assertRefused(Arrays.copyOf(vbr, last), "was cut short", "MPEG frames but only");
  }

  @Test
  void aTornLastFrameIsRefused() throws IOException {
    for (int missing : new int[] {1, 100, 188, 190}) {
      fixtures.assertRefused(Arrays.copyOf(plain, plain.length - missing), "frame is torn");
    }
  }

  @Test
  void bytesMissingInTheMiddleAreAWarning() throws IOException {
    byte[] torn =
        Fixtures.join(
            Arrays.copyOf(plain, 5 * 192 + 77), Arrays.copyOfRange(plain, 7 * 192, plain.length));
    AudioClip clip = read(torn);
    assertTrue(clip.facts().warnings().getFirst().contains("sound may be missing there"));
    assertEquals(0.36, clip.seconds(), 0.1);
  }

  @Test
  void framesThatNeedMissingOnesAreSilent() throws IOException {
    byte[] late = Arrays.copyOfRange(plain, 4 * 192, plain.length);
    assertEquals(11 * 576, read(late).samples().length);
  }

  @Test
  void fraunhofersFrameIsNotDecodedButCounts() throws IOException {
    byte[] vbri = Arrays.copyOf(plain, 192);
    Arrays.fill(vbri, 4, 192, (byte) 0);
    ByteBuffer.wrap(vbri).put(36, Fixtures.ascii("VBRI", 4)).putInt(36 + 14, 15);
    assertArrayEquals(read(plain).samples(), read(vbri, plain).samples());
    byte[] cut = Arrays.copyOf(plain, 10 * 192);
    fixtures.assertRefused(Fixtures.join(vbri, cut), "states 15 MPEG frames but only 10 follow");
  }

  @Test
  void aChangeOfChannelsIsRefused() throws IOException {
    byte[] mono = plain.clone();
    for (int at = 5 * 192; at < mono.length; at += 192) {
      mono[at + 3] |= (byte) 0xc0;
    }
    fixtures.assertRefused(mono, "changes from 2 to 1 channels");
  }
}
