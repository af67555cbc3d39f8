package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavReaderTest {
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int RATE = 16_000;

  @TempDir Path folder;

  @Test
  void scalesEveryEncodingToFullScaleOne() throws IOException {
    byte[] bits8 = {0, 64, (byte) 128, (byte) 255};
    assertSamples(wav().format(PCM, 1, RATE, 8).chunk("data", bits8), -1, -0.5f, 0, 127 / 128f);
    assertSamples(
        wav().format(PCM, 1, RATE, 16).shorts(-32768, 1, 32767), -1, 1 / 32768f, 32767 / 32768f);
    byte[] bits24 = {0, 0, (byte) 0x80, 1, 0, 0, (byte) 0xff, (byte) 0xff, 0x7f};
    assertSamples(
        wav().format(PCM, 1, RATE, 24).chunk("data", bits24), -1, 0x1p-23f, 8388607 / 8388608f);
    byte[] bits32 = WavBytes.little(8).putInt(Integer.MIN_VALUE).putInt(1 << 30).array();
    assertSamples(wav().format(PCM, 1, RATE, 32).chunk("data", bits32), -1, 0.5f);
    assertSamples(wav().format(FLOAT, 1, RATE, 32).floats(-0.25f, 1.5f), -0.25f, 1.5f);
    byte[] bits64 = WavBytes.little(16).putDouble(-0.125).putDouble(1).array();
    assertSamples(wav().format(FLOAT, 1, RATE, 64).chunk("data", bits64), -0.125f, 1);
  }

  @Test
  void readsExtensibleHeaders() throws IOException {
    assertSamples(wav().extensible(PCM, 1, RATE, 16).shorts(16384), 0.5f);
    assertSamples(wav().extensible(FLOAT, 2, RATE, 32).floats(1, 0.5f), 0.75f);
  }

  @Test
  void mixesChannelsToTheirMean() throws IOException {
    assertSamples(wav().format(PCM, 2, RATE, 16).shorts(16384, -16384, 16384, 0), 0, 0.25f);
    int[] sevenChannels = {1, 2, 3, 4, 5, 6, 7};
    assertSamples(wav().format(PCM, 7, RATE, 16).shorts(sevenChannels), 4 / 32768f);
  }

  @Test
  void skipsOtherChunksWithTheirPadBytes() throws IOException {
    assertSamples(
        wav()
            .chunk("LIST", new byte[13])
            .format(PCM, 1, RATE, 16)
            .chunk("PAD ", new byte[4044])
            .chunk("odd ", (byte) 1)
            .shorts(8192)
            .chunk("LIST", new byte[7]),
        0.25f);
  }

  @Test
  void whatFollowsTheSamplesIsNotHeard() throws IOException {
    WavBytes wav = wav().format(PCM, 1, RATE, 8).chunk("data", (byte) 192).shorts(1, 2, 3);
    assertSamples(wav, 0.5f);
  }

  /// Pipes, crashed recorders, 4088 with a padding chunk; −1 is the right outer length.
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0xffffffff, 0xffffffff",
    "0x7ffff024, 0x7ffff000",
    "0xffffffff, 0",
    "36, 0",
    "36, 0x7fffffff",
    "4088, 0",
    "-1, 0",
    "-1, 0xffffffff",
    "-1, 0x7fffffff",
    "36, 0xffffffff"
  })
  void aHeaderThatWasNeverCompletedMeansToTheEnd(String riff, String data) throws IOException {
    WavBytes wav = wav().riffBytes(Long.decode(riff));
    if (riff.equals("4088")) {
      wav.chunk("JUNK", new byte[4044]);
    }
    wav.format(PCM, 1, RATE, 16).chunk("data", Long.decode(data), new byte[] {0, 64, 0, 32});
    AudioClip clip = read(wav);
    assertArrayEquals(new float[] {0.5f, 0.25f}, clip.samples());
    assertEquals(List.of(Decoded.NEVER_COMPLETED), clip.facts().warnings());
    assertTrue(clip.facts().problems().contains(Decoded.NEVER_COMPLETED));
  }

  @Test
  void aCompleteHeaderGivesNoWarning() throws IOException {
    WavBytes wav = wav().format(PCM, 1, RATE, 16).shorts(1, 2).chunk("LIST", new byte[6]);
    assertEquals(List.of(), read(wav).facts().warnings());
  }

  @Test
  void chunksBehindNoSamplesAreNotHeard() throws IOException {
    WavBytes wav = wav().format(PCM, 1, RATE, 16).shorts().chunk("LIST", new byte[6]);
    assertFails(wav.build(), "holds no samples");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void rf64WhoseWideSizeWasNeverWrittenIsReadToTheEnd(long wide) throws IOException {
    byte[] sizes = WavBytes.little(28).putLong(wide).putLong(wide).putLong(wide).array();
    WavBytes wav = wav().magic("RF64").riffBytes(0xffffffffL).chunk("ds64", sizes);
    wav.format(PCM, 1, RATE, 16).chunk("data", 0xffffffffL, new byte[] {0, 64});
    AudioClip clip = read(wav);
    assertArrayEquals(new float[] {0.5f}, clip.samples());
    assertEquals(List.of(Decoded.NEVER_COMPLETED), clip.facts().warnings());
  }

  @Test
  void aLongFileCutShortIsNoPipe() throws IOException {
    WavBytes wav = wav().riffBytes(3_000_000_036L).format(PCM, 1, RATE, 16);
    assertFails(wav.chunk("data", 3_000_000_000L, new byte[8]).build(), "was cut short");
  }

  @Test
  void fewerBitsThanTheBytesHoldLieAtTheirUpperEnd() throws IOException {
    byte[] bits20 = {0, 0, 0x40, 0, 0, (byte) 0x80};
    assertSamples(wav().format(PCM, 1, RATE, 20, 3).chunk("data", bits20), 0.5f, -1);
    assertSamples(wav().format(PCM, 1, RATE, 12, 2).shorts(0x4000, -0x8000), 0.5f, -1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RF64", "BW64"})
  void readsTheWideSizeOfRf64(String magic) throws IOException {
    byte[] sizes = WavBytes.little(28).putLong(0).putLong(2).putLong(1).putInt(0).array();
    WavBytes wav = wav().magic(magic).riffBytes(0xffffffffL).chunk("ds64", sizes);
    wav.format(PCM, 1, RATE, 16).chunk("data", 0xffffffffL, new byte[] {0, 64});
    assertSamples(wav.chunk("LIST", new byte[8]), 0.5f);
  }

  @Test
  void decodesOnlyTheBeginningButKnowsTheWholeDuration() throws IOException {
    Path file = folder.resolve("three-hours.wav");
    int seconds = 3 * 3600;
    long bytes = 2L * 48_000 * seconds * 2;
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] header = wav().format(PCM, 2, 48_000, 16).chunk("data", bytes, new byte[0]).build();
      out.write(ByteBuffer.wrap(header));
      out.write(ByteBuffer.allocate(1), header.length + bytes - 1); // a hole, not two gigabytes
    }
    AudioClip clip = AudioReader.read(file, 10);
    assertEquals(seconds, clip.seconds());
    assertEquals(48_000, clip.sampleRate());
    assertTrue(clip.samples().length >= 480_000 && clip.samples().length < 500_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 44_100, 768_000})
  void keepsTheRateOfTheFile(int rate) throws IOException {
    AudioClip clip = read(wav().format(PCM, 1, rate, 16).shorts(new int[rate / 100]));
    assertEquals(rate, clip.sampleRate());
    assertEquals(0.01, clip.seconds(), 1e-12);
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    byte[] whole = wav().format(PCM, 1, RATE, 16).shorts(new int[1000]).build();
    assertFails(
        Arrays.copyOf(whole, whole.length - 1), "was cut short", "2000 bytes", "only 1999 follow");
    assertFails(Arrays.copyOf(whole, 44), "was cut short", "only 0 follow");
    assertFails(Arrays.copyOf(whole, 30), "chunk 'fmt '", "only 10 follow");
    assertFails(Arrays.copyOf(whole, 36), "has no 'data' chunk");
    assertFails(Arrays.copyOf(whole, 12), "has no 'fmt ' chunk");
  }

  @Test
  void refusesNoSamples() throws IOException {
    assertFails(wav().format(PCM, 1, RATE, 16).shorts().build(), "holds no samples");
    assertFails(wav().format(PCM, 2, RATE, 16).shorts(1).build(), "holds no samples");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refusesWhatIsNoNumber(float value) throws IOException {
    byte[] wav = wav().format(FLOAT, 1, RATE, 32).floats(0, 0, value, 0).build();
    assertFails(wav, "sample 2 is " + value);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 8, Microsoft ADPCM",
    "17, 3, IMA ADPCM",
    "6, 16, A-law",
    "7, 16, mu-law",
    "49, 0, GSM 6.10",
    "85, 0, MP3",
    "4660, 16, unknown",
    "1, 0, PCM",
    "1, 64, PCM",
    "3, 16, IEEE float"
  })
  void namesTheCodecThatItCannotRead(int tag, int bits, String name) throws IOException {
    String hex = String.format(Locale.ROOT, "(format tag 0x%04x)", tag);
    byte[] wav = wav().format(tag, 1, RATE, bits, 2).shorts(1, 2).build();
    assertFails(wav, name, hex, "convert it to 16-bit PCM WAV");
    byte[] extensible = wav().extensible(tag, 1, RATE, bits).shorts(1, 2).build();
    assertFails(extensible, name, hex);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 16000, 2, 0 channels",
    "65535, 16000, 2, 65535 channels",
    "1, 0, 2, states 0 Hz",
    "1, -2147483648, 2, states 2147483648 Hz",
    "1, 999, 2, states 999 Hz",
    "2, 16000, 2, 2 bytes per frame",
    "1, 16000, 0, 0 bytes per frame"
  })
  void refusesAbsurdHeaders(int channels, int rate, int frameBytes, String message)
      throws IOException {
    assertFails(
        wav().format(PCM, channels, rate, 16, frameBytes).shorts(1, 2).build(),
        message,
        "the file is damaged");
  }

  @Test
  void refusesChunksThatReachBeyondTheFile() throws IOException {
    byte[] list = wav().chunk("LIST", 0xfffffffeL, new byte[4]).build();
    assertFails(list, "chunk 'LIST' at byte 12 states 4294967294 bytes but only 4 follow");
    byte[] sizes = WavBytes.little(28).putLong(0).putLong(Long.MAX_VALUE).array();
    WavBytes wide = wav().magic("RF64").chunk("ds64", sizes).format(PCM, 1, RATE, 16);
    assertFails(wide.chunk("data", 0xffffffffL, new byte[2]).build(), "was cut short");
    assertFails(wav().chunk("fmt ", new byte[3]).shorts(1).build(), "at least 16 are needed");
    byte[] huge = wav().format(PCM, 1, RATE, 16).chunk("data", 3_000_000_000L, new byte[2]).build();
    assertFails(huge, "states 3000000000 bytes of samples but only 2 follow");
  }

  private static WavBytes wav() {
    return new WavBytes();
  }

  private AudioClip read(WavBytes wav) throws IOException {
    return AudioReader.read(Files.write(folder.resolve("test.wav"), wav.build()), 10);
  }

  private void assertSamples(WavBytes wav, float... expected) throws IOException {
    assertArrayEquals(expected, read(wav).samples());
  }

  private void assertFails(byte[] wav, String... parts) throws IOException {
    Path file = Files.write(folder.resolve("bad.wav"), wav);
    String message =
        assertThrows(DataException.class, () -> AudioReader.read(file, 10)).getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    assertFalse(message.contains("\n"), message);
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }
}
