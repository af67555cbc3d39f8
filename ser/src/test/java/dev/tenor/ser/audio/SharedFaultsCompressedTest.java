package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.tck.SharedFiles;
import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Compressed recordings that users met, all made from one of a second.
class SharedFaultsCompressedTest {
  private static AudioClip read(String name, double maxSeconds) throws IOException {
    return AudioReader.read(SharedFiles.shared("faults").resolve(name), maxSeconds);
  }

  /// Whole, in step with the original, without what coding added: a shift of a few samples or a
  /// run-up would show in the difference.
  @ParameterizedTest
  @CsvSource({
    "mp3_id3v24_footer.mp3, 0.3",
    "mp3_two_id3v2.mp3, 0.3",
    "ogg_no_eos.ogg, 0.5",
    "opus.opus, 0.5",
    "rec.m4a, 0.5"
  })
  void isTheOriginalSampleBySample(String name, double most) throws IOException {
    float[] base = read("base_1s.wav", 60).samples();
    AudioClip clip = read(name, 60);
    assertEquals(1, clip.seconds());
    assertEquals(1, clip.facts().channels());
    assertEquals(1, read(name, 0.2).seconds(), 1e-9);
    float[] samples = new Resampler(clip.sampleRate(), 16_000).resample(clip.samples());
    double signal = 0;
    double error = 0;
    for (int i = 0; i < base.length; i++) {
      signal += Math.pow(base[i], 2);
      error += Math.pow(base[i] - samples[i], 2);
    }
    assertTrue(Math.sqrt(error / signal) < most, name + ": " + Math.sqrt(error / signal));
  }

  @Test
  void bothStreamsOfAChainAreRead() throws IOException {
    AudioClip clip = read("ogg_chained.ogg", 60);
    float[] one = Arrays.copyOfRange(clip.samples(), 0, 16_000);
    assertEquals(2, clip.seconds());
    assertArrayEquals(one, Arrays.copyOfRange(clip.samples(), 16_000, 32_000));
    assertEquals(List.of(), clip.facts().warnings());
    assertEquals(2, read("ogg_chained.ogg", 0.2).seconds());
  }

  @Test
  void aCutMp3IsRefused() {
    Path file = SharedFiles.shared("faults").resolve("mp3_cut_mid_frame.mp3");
    for (double seconds : new double[] {0.1, 60}) {
      DataException e = assertThrows(DataException.class, () -> AudioReader.read(file, seconds));
      assertTrue(e.getMessage().startsWith(file + ": was cut short"), e.getMessage());
    }
  }
}
