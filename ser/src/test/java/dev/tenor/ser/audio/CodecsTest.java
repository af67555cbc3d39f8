package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// WAV, AIFF and AU of all codecs against what libsndfile reads from the same files.
class CodecsTest {
  private static final int RATE = 8000;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "wav-mu-law.wav, wav-mu-law.pcm, 2, 0",
    "wav-a-law.wav, wav-a-law.pcm, 2, 0",
    "wav-ima-adpcm.wav, wav-ima-adpcm.pcm, 2, 0",
    "wav-ima-adpcm-mono.wav, wav-ima-adpcm-mono.pcm, 1, 0",
    "wav-ms-adpcm.wav, wav-ms-adpcm.pcm, 2, 0",
    "wav-ms-adpcm-mono.wav, wav-ms-adpcm-mono.pcm, 1, 0",
    "wav-extensible.wav, tone.pcm, 2, 0",
    "rf64.wav, tone.pcm, 2, 0",
    "aiff-8.aiff, tone.pcm, 2, 0.0079",
    "aiff-16.aiff, tone.pcm, 2, 0",
    "aiff-24.aiff, tone.pcm, 2, 0",
    "aifc-float.aifc, tone.pcm, 2, 0",
    "aifc-double.aifc, tone.pcm, 2, 0",
    "aifc-sowt.aifc, tone.pcm, 2, 0",
    "aifc-raw.aifc, tone.pcm, 2, 0.0079",
    "aifc-mu-law.aifc, wav-mu-law.pcm, 2, 0",
    "aifc-a-law.aifc, wav-a-law.pcm, 2, 0",
    "au-8.au, tone.pcm, 2, 0.0079",
    "au-16.au, tone.pcm, 2, 0",
    "au-24.au, tone.pcm, 2, 0",
    "au-float.au, tone.pcm, 2, 0",
    "au-double.au, tone.pcm, 2, 0",
    "au-mu-law.au, wav-mu-law.pcm, 2, 0",
    "au-a-law.au, wav-a-law.pcm, 2, 0"
  })
  void samplesAreThoseOfLibsndfile(String name, String pcm, int channels, float delta)
      throws IOException {
    AudioClip clip = read(fixture(name));
    float[] expected = mix(fixture(pcm), channels);
    if (name.startsWith("wav-ms")) { // libsndfile reads the padding too, the fact chunk says 600
      expected = Arrays.copyOf(expected, 600);
    }
    assertEquals(RATE, clip.sampleRate());
    assertEquals(channels, clip.facts().channels());
    assertEquals(0, clip.facts().warnings().size());
    if (delta == 0) {
      assertArrayEquals(expected, clip.samples());
    } else {
      assertArrayEquals(expected, clip.samples(), delta);
    }
  }

  /// Mean of the channels of 16-bit samples.
  private static float[] mix(byte[] pcm, int channels) {
    ByteBuffer in = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
    float[] mixed = new float[pcm.length / 2 / channels];
    for (int i = 0; i < mixed.length; i++) {
      int sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += in.getShort();
      }
      mixed[i] = sum / (32768f * channels);
    }
    return mixed;
  }

  /// The `fact` chunk says how many samples of the last block are sound.
  @ParameterizedTest
  @ValueSource(strings = {"wav-ima-adpcm.wav", "wav-ima-adpcm-mono.wav", "wav-ms-adpcm.wav"})
  void theFactChunkEndsAnAdpcmFile(String name) throws IOException {
    byte[] wav = fixture(name);
    int fact = indexOf(wav, "fact");
    ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(fact + 8, 0);
    float[] whole = read(wav).samples();
    ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(fact + 8, 600);
    assertArrayEquals(Arrays.copyOf(whole, 600), read(wav).samples());
    for (int wrong : new int[] {0, -1, 20, 1 << 20}) {
      ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(fact + 8, wrong);
      assertArrayEquals(whole, read(wav).samples());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wav-ima-adpcm.wav",
        "wav-ms-adpcm.wav",
        "wav-mu-law.wav",
        "aiff-24.aiff",
        "aifc-sowt.aifc",
        "au-16.au",
        "wav-extensible.wav"
      })
  void aSegmentIsTheSameStretchOfTheWhole(String name) throws IOException {
    Path file = Files.write(folder.resolve(name), fixture(name));
    float[] whole = AudioReader.read(file, 10).samples();
    for (int start : new int[] {0, 1, 399, 504, 520, 590}) {
      Segment segment = new Segment(start / (double) RATE, (start + 10) / (double) RATE);
      AudioClip clip = AudioReader.read(new AudioSource(file, segment), 10);
      assertArrayEquals(Arrays.copyOfRange(whole, start, start + 10), clip.samples());
      assertEquals(clip.facts(), AudioFacts.of(new AudioSource(file, segment)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wav-ima-adpcm.wav",
        "wav-ms-adpcm.wav",
        "wav-a-law.wav",
        "rf64.wav",
        "aiff-16.aiff",
        "aifc-float.aifc",
        "au-24.au",
        "au-mu-law.au"
      })
  void aCutFileIsRefused(String name) throws IOException {
    byte[] whole = fixture(name);
    for (int length : new int[] {whole.length - 150, whole.length / 2}) {
      assertFails(Arrays.copyOf(whole, length), "cut short");
    }
  }

  @Test
  void anAiffHeaderThatWasNeverCompletedMeansToTheEnd() throws IOException {
    byte[] aiff = fixture("aiff-16.aiff");
    AudioClip whole = read(aiff);
    ByteBuffer header = ByteBuffer.wrap(aiff);
    header.putInt(4, 0).putInt(indexOf(aiff, "COMM") + 10, 0).putInt(indexOf(aiff, "SSND") + 4, 0);
    AudioClip clip = read(aiff);
    assertArrayEquals(whole.samples(), clip.samples());
    assertTrue(clip.facts().warnings().contains(Decoded.NEVER_COMPLETED));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void anAuHeaderWithoutLengthMeansToTheEnd(int length) throws IOException {
    byte[] au = fixture("au-16.au");
    AudioClip whole = read(au);
    ByteBuffer.wrap(au).putInt(8, length);
    AudioClip clip = read(au);
    assertArrayEquals(whole.samples(), clip.samples());
    assertTrue(clip.facts().warnings().contains(Decoded.NEVER_COMPLETED));
  }

  @Test
  void codecsThatCannotBeReadAreNamed() throws IOException {
    byte[] aifc = fixture("aifc-a-law.aifc");
    System.arraycopy(new byte[] {'i', 'm', 'a', '4'}, 0, aifc, indexOf(aifc, "COMM") + 26, 4);
    assertFails(aifc, "codec 'ima4'", "convert it to 16-bit PCM WAV");
    byte[] au = fixture("au-16.au");
    ByteBuffer.wrap(au).putInt(12, 23);
    assertFails(au, "encoding 23", "convert it to 16-bit PCM WAV");
  }

  @Test
  void absurdHeadersAreRefused() throws IOException {
    byte[] au = fixture("au-16.au");
    ByteBuffer.wrap(au).putInt(20, -5);
    assertFails(au, "0 channels");
    ByteBuffer.wrap(au).putInt(20, 1 << 30);
    assertFails(au, "65536 channels");
    byte[] aiff = fixture("aiff-16.aiff");
    ByteBuffer.wrap(aiff).putShort(indexOf(aiff, "COMM") + 16, (short) 0x7fff);
    assertFails(aiff, "Hz");
    byte[] adpcm = fixture("wav-ms-adpcm.wav");
    ByteBuffer.wrap(adpcm).order(ByteOrder.LITTLE_ENDIAN).putShort(32, (short) 14);
    assertFails(adpcm, "14 bytes per block");
  }

  private static int indexOf(byte[] bytes, String chunk) {
    int at = 0;
    while (!AudioFormat.startsWith(bytes, at, chunk)) {
      at++;
    }
    return at;
  }

  private AudioClip read(byte[] content) throws IOException {
    return AudioReader.read(Files.write(folder.resolve("recording"), content), 10);
  }

  private void assertFails(byte[] content, String... parts) throws IOException {
    Path file = Files.write(folder.resolve("bad"), content);
    String message =
        assertThrows(DataException.class, () -> AudioReader.read(file, 10)).getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  private static byte[] fixture(String name) throws IOException {
    try (InputStream in = CodecsTest.class.getResourceAsStream("codecs/" + name)) {
      return in.readAllBytes();
    }
  }
}
