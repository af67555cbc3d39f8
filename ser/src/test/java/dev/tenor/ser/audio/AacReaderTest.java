package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AacReaderTest {
  @TempDir Path folder;

  private Fixtures fixtures;

  @BeforeEach
  void setUp() {
    fixtures = new Fixtures(folder);
  }

  private static byte[] fixture(String name) throws IOException {
    return Fixtures.bytes("compressed/" + name);
  }

  /// The same file with other letters in place of some, of the same length.
  private static byte[] replace(byte[] file, String letters, String others) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains(letters), letters);
    return text.replace(letters, others).getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({"tone.m4a, 44100, 2, 13230", "mono.m4a, 16000, 1, 4800", "tone.aac, 44100, 2, 14336"})
  void aacIsRead(String name, int rate, int channels, int frames) throws IOException {
    AudioClip clip = fixtures.read(fixture(name));
    assertEquals(rate, clip.sampleRate());
    assertEquals(channels, clip.facts().channels());
    assertEquals(frames, clip.samples().length);
    assertEquals(0.25, Tones.amplitude(clip.samples(), 440, rate), 0.03);
    assertEquals(0.25, Tones.amplitude(clip.samples(), 1000, rate), 0.03);
    assertEquals(clip.seconds(), fixtures.read(fixture(name), 0.01).seconds(), 1e-9);
  }

  /// The library's noise must not depend on what was decoded before, nor on other threads.
  @Test
  void theSameFileGivesTheSameSamplesInAnyOrderAndThread() throws IOException {
    Path file = Files.write(folder.resolve("a"), fixture("mono.m4a"));
    Path other = Files.write(folder.resolve("b"), fixture("tone.aac"));
    String first = AudioFacts.of(AudioSource.of(file)).sha256();
    AudioFacts.of(AudioSource.of(other));
    Set<String> hashes = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 40)
        .parallel()
        .forEach(i -> {
          try {
            hashes.add(AudioFacts.of(AudioSource.of(file)).sha256());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    assertEquals(Set.of(first), hashes);
  }

  @Test
  void theEditListCutsTheRunUpOff() throws IOException {
    byte[] edited = fixture("mono.m4a");
    float[] samples = fixtures.read(edited).samples();
    float[] all = fixtures.read(replace(edited, "elst", "free")).samples();
    assertEquals(4800 + 1024, all.length);
    assertArrayEquals(Arrays.copyOfRange(all, 1024, all.length), samples);
  }

  @Test
  void iTunesTagCutsTheRunUpOff() throws IOException {
    byte[] edited = fixture("mono.m4a");
    String tag = "iTunSMPB data 00000000 00000400 00000064 0000000000001234";
    ByteBuffer box = ByteBuffer.allocate(8 + tag.length());
    box.putInt(box.capacity()).put(Fixtures.ascii("free", 4));
    box.put(Fixtures.ascii(tag, tag.length()));
    byte[] plain = replace(edited, "elst", "free");
    int moov = new String(plain, StandardCharsets.ISO_8859_1).indexOf("moov") - 4;
    int size = ByteBuffer.wrap(plain).getInt(moov);
    assertEquals(plain.length, moov + size, "the index is the last box");
    byte[] tagged = Fixtures.join(plain, box.array());
    ByteBuffer.wrap(tagged).putInt(moov, size + box.capacity());
    assertArrayEquals(
        Arrays.copyOf(fixtures.read(edited).samples(), 4800 - 100),
        fixtures.read(tagged).samples());
  }

  @Test
  void sixChannelsAreMixedByTheirSpeakers() throws IOException {
    Fixtures.assertSurround(fixtures.read(fixture("surround.m4a")));
  }

  @Test
  void cutFilesAreRefused() throws IOException {
    byte[] whole = fixture("mono.m4a");
    fixtures.assertRefused(Arrays.copyOf(whole, whole.length - 10), "cut short", "moov");
    fixtures.assertRefused(Arrays.copyOf(whole, 300), "cut short");
    byte[] adts = fixture("tone.aac");
    fixtures.assertRefused(Arrays.copyOf(adts, adts.length - 1), "last AAC frame is torn");
  }

  @Test
  void anIndexInFrontOfSoundThatIsMissingIsRefused() throws IOException {
    byte[] whole = fixture("mono.m4a");
    int stco = new String(whole, StandardCharsets.ISO_8859_1).indexOf("stco");
    ByteBuffer chunks = ByteBuffer.wrap(whole);
    chunks.putInt(stco + 12, chunks.getInt(stco + 12) + 2000);
    fixtures.assertRefused(whole, "was cut short, frame");
  }

  @Test
  void aTagBehindAdtsIsSkipped() throws IOException {
    byte[] adts = fixture("tone.aac");
    byte[] tagged = Fixtures.join(adts, Fixtures.ascii("TAG", 128));
    assertArrayEquals(fixtures.read(adts).samples(), fixtures.read(tagged).samples());
  }

  @Test
  void otherSoundInMp4IsNamed() throws IOException {
    fixtures.assertRefused(replace(fixture("mono.m4a"), "soun", "vide"), "without sound");
    byte[] alac = replace(fixture("mono.m4a"), "mp4a", "alac");
    Path file = Files.write(folder.resolve("alac"), alac);
    MixSink sink = MixSink.keeping(AudioSource.of(file), 9);
    var e = assertThrows(UnsupportedCodingException.class, () -> AacReader.readMp4(file, sink));
    assertEquals("MP4 with sound of kind 'alac'", e.getMessage());
  }
}
