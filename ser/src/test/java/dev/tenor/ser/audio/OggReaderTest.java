package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OggReaderTest {
  private static final String VORBIS = "tone.ogg";
  private static final String OPUS = "compressed/tone.opus";

  @TempDir Path folder;

  private Fixtures fixtures;

  @BeforeEach
  void setUp() {
    fixtures = new Fixtures(folder);
  }

  private static OggBytes ogg(String name) throws IOException {
    return OggBytes.of(Fixtures.bytes(name));
  }

  private AudioClip read(OggBytes ogg) throws IOException {
    return fixtures.read(ogg.bytes());
  }

  private double secondsOfBeginning(OggBytes ogg) throws IOException {
    return fixtures.read(ogg.bytes(), 0.01).seconds();
  }

  @Test
  void opusIsReadAt48kHzWithoutRunUpAndPadding() throws IOException {
    AudioClip clip = read(ogg(OPUS));
    assertEquals(48_000, clip.sampleRate());
    assertEquals(14_400, clip.samples().length);
    double sum = 0;
    double error = 0;
    for (int i = 0; i < 960; i++) { // at the very start, where a run-up would be
      double t = i / 48e3;
      double expected = 0.25 * (Math.sin(2 * Math.PI * 440 * t) + Math.sin(2 * Math.PI * 1000 * t));
      sum += Math.abs(expected);
      error += Math.abs(expected - clip.samples()[i]);
    }
    assertTrue(error < 0.25 * sum, "differs by " + error / sum);
  }

  @Test
  void opusOutputGainIsApplied() throws IOException {
    float[] plain = read(ogg(OPUS)).samples();
    float[] quiet = read(ogg(OPUS).head(head -> head.putShort(16, (short) (-20 * 256)))).samples();
    for (int i = 0; i < plain.length; i++) {
      assertEquals(plain[i] / 10, quiet[i], 1e-6);
    }
  }

  @Test
  void opusOfSixChannelsIsMixedByTheirSpeakers() throws IOException {
    Fixtures.assertSurround(fixtures.read(Fixtures.bytes("compressed/surround.opus")));
  }

  @Test
  void vorbisWithCoupledSurroundIsALimitAndNoDamage() throws IOException {
    Path file = Files.write(folder.resolve("x"), Fixtures.bytes("compressed/surround.ogg"));
    MixSink sink = MixSink.keeping(AudioSource.of(file), 9);
    var e = assertThrows(UnsupportedCodingException.class, () -> OggReader.read(file, 0, sink));
    assertEquals("Ogg Vorbis of 6 coupled channels", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {VORBIS, OPUS})
  void streamsThatFollowEachOtherAreOneRecording(String name) throws IOException {
    float[] one = read(ogg(name)).samples();
    OggBytes chain = ogg(name).then(ogg(name).serial(77)).then(ogg(name)); // a serial comes again
    AudioClip clip = read(chain);
    assertEquals(3 * one.length, clip.samples().length);
    for (int i = 0; i < 3; i++) {
      int at = i * one.length;
      assertArrayEquals(one, Arrays.copyOfRange(clip.samples(), at, at + one.length));
    }
    assertEquals(List.of(), clip.facts().warnings());
    assertEquals(clip.seconds(), secondsOfBeginning(chain));
  }

  @Test
  void aChainThatChangesIsRefused() throws IOException {
    fixtures.assertRefused(
        ogg(VORBIS).then(ogg(OPUS)).bytes(),
        "one of 2 channels at 48000 Hz after one of 1 at 22050 Hz",
        "split it");
  }

  @ParameterizedTest
  @ValueSource(strings = {VORBIS, OPUS})
  void ofStreamsSideBySideTheFirstWithSoundIsRead(String name) throws IOException {
    float[] plain = read(ogg(name)).samples();
    OggBytes video = ogg(name).serial(5).head(head -> head.put(1, (byte) '?'));
    assertArrayEquals(plain, read(video.beside(ogg(name))).samples());
    assertArrayEquals(plain, read(ogg(name).beside(video)).samples());
    AudioClip two = read(ogg(name).beside(ogg(VORBIS).serial(6)));
    assertArrayEquals(plain, two.samples());
    assertTrue(two.facts().warnings().getFirst().startsWith("2 recordings side by side"));
  }

  @ParameterizedTest
  @ValueSource(strings = {VORBIS, OPUS})
  void aMissingEndMarkIsAWarning(String name) throws IOException {
    AudioClip plain = read(ogg(name));
    OggBytes open = ogg(name).withoutEnd();
    assertArrayEquals(plain.samples(), read(open).samples());
    assertTrue(read(open).facts().warnings().getFirst().contains("lacks the end mark"));
    assertEquals(plain.seconds(), secondsOfBeginning(open));
    AudioClip chain = read(open.then(open.serial(9)));
    assertEquals(2 * plain.samples().length, chain.samples().length);
    assertEquals(1, chain.facts().warnings().size());
  }

  /// Broadcasts are recorded from some moment on: the headers, then pages of hours later.
  @ParameterizedTest
  @ValueSource(strings = {VORBIS, OPUS})
  void aCaptureCountsFromItsFirstPage(String name) throws IOException {
    double seconds = read(ogg(name)).seconds();
    OggBytes capture = ogg(name).later(2, 1L << 33).renumbered(2, 5000);
    assertEquals(seconds, read(capture).seconds(), 0.03);
    assertEquals(read(capture).seconds(), secondsOfBeginning(capture), 1e-9);
  }

  @ParameterizedTest
  @ValueSource(strings = {VORBIS, OPUS})
  void aCutIsRefusedWhereverItIs(String name) throws IOException {
    byte[] whole = Fixtures.bytes(name);
    fixtures.assertRefused(Arrays.copyOf(whole, whole.length - 1), "cut short", "is torn");
    fixtures.assertRefused(Arrays.copyOf(whole, whole.length / 2), "cut short");
    fixtures.assertRefused(ogg(name).first(1).bytes(), "cut short", "no sound follows");
    fixtures.assertRefused(ogg(name).first(2).bytes(), "cut short", "no sound follows");
  }

  @Test
  void damageIsRefused() throws IOException {
    byte[] flipped = Fixtures.bytes(VORBIS);
    flipped[flipped.length - 100] ^= 1;
    fixtures.assertRefused(flipped, "does not match its checksum");
    byte[] open = ogg(VORBIS).withoutEnd().bytes();
    fixtures.assertRefused(Fixtures.join(open, new byte[50]), "other bytes follow");
  }

  @Test
  void tagsBehindTheEndAreNoDamage() throws IOException {
    byte[] whole = Fixtures.bytes(VORBIS);
    byte[] tagged = Fixtures.join(whole, Fixtures.ascii("TAG", 128));
    assertArrayEquals(fixtures.read(whole).samples(), fixtures.read(tagged).samples());
  }

  @Test
  void otherCodecsAreNamed() throws IOException {
    OggBytes speex = ogg(VORBIS).head(head -> head.put(0, Fixtures.ascii("Speex   ", 8)));
    fixtures.assertRefused(speex.bytes(), "another codec than Vorbis or Opus ('Speex   ')");
  }
}
