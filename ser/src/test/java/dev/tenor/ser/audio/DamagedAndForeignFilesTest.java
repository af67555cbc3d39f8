package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.tck.SharedFiles;
import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Recordings that recorders, editors and downloads left behind, all made from one of a second.
class DamagedAndForeignFilesTest {
  private static AudioClip read(String name) throws IOException {
    return AudioReader.read(file(name), 60);
  }

  /// Skips the test where the files are absent: not to be called where an exception is expected.
  private static Path file(String name) {
    return SharedFiles.shared("faults").resolve(name);
  }

  /// Correlation of two recordings, the second shifted by at most 0.1 s.
  private static double correlation(float[] a, float[] b, int rate) {
    double best = -1;
    for (int shift = -rate / 10; shift <= rate / 10; shift++) {
      double ab = 0;
      double aa = 0;
      double bb = 0;
      for (int i = 0; i < a.length; i++) {
        float other = i + shift < 0 || i + shift >= b.length ? 0 : b[i + shift];
        ab += a[i] * other;
        aa += a[i] * a[i];
        bb += other * other;
      }
      best = Math.max(best, ab / Math.sqrt(aa * bb + 1e-30));
    }
    return best;
  }

  @ParameterizedTest
  @ValueSource(strings = {"avaudiofile_crash.wav", "riff36_data0.wav"})
  void headersThatWereNeverCompletedAreReadWithAWarning(String name) throws IOException {
    AudioClip clip = read(name);
    assertArrayEquals(read("base_1s.wav").samples(), clip.samples());
    assertTrue(clip.facts().problems().toString().contains("read to the end"), name);
  }

  @ParameterizedTest
  @CsvSource({
    "id3_before_riff.wav, 0.999",
    "ogg_no_eos.ogg, 0.95",
    "mp3_id3v24_footer.mp3, 0.95",
    "mp3_two_id3v2.mp3, 0.95",
    "wav_pcm_mulaw.wav, 0.95",
    "opus.opus, 0.9",
    "rec.m4a, 0.9"
  })
  void soundsAsTheOriginal(String name, double least) throws IOException {
    AudioClip base = read("base_1s.wav");
    AudioClip clip = read(name);
    float[] at16 = new Resampler(clip.sampleRate(), base.sampleRate()).resample(clip.samples());
    double correlation = correlation(base.samples(), at16, base.sampleRate());
    assertTrue(correlation >= least, name + ": " + correlation);
    assertEquals(base.seconds(), clip.seconds(), 0.1, name);
  }

  @Test
  void aMissingEndMarkIsSaid() throws IOException {
    assertTrue(read("ogg_no_eos.ogg").facts().problems().toString().contains("end mark"));
  }

  @Test
  void aChainIsReadAsOneRecording() throws IOException {
    assertEquals(2 * read("base_1s.wav").seconds(), read("ogg_chained.ogg").seconds(), 0.02);
  }

  @Test
  void aCutMp3IsRefused() {
    Path cut = file("mp3_cut_mid_frame.mp3");
    IOException e = assertThrows(DataException.class, () -> AudioReader.read(cut, 60));
    assertTrue(e.getMessage().contains("cut short"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"silence.wav", "stereo_anti.wav"})
  void nothingToHearIsSaid(String name) throws IOException {
    assertNotNull(read(name).facts().nothingToHear(), name);
  }

  @Test
  void aDeadChannelDoesNotLowerTheOther() throws IOException {
    AudioClip left = read("stereo_left_only.wav");
    assertArrayEquals(read("base_1s.wav").samples(), left.samples());
    assertEquals(1, left.facts().deadChannels());
    assertNull(left.facts().nothingToHear());
  }

  @Test
  void aGitLfsPointerIsNamed() {
    Path pointer = file("git_lfs_pointer.wav");
    IOException e = assertThrows(DataException.class, () -> AudioReader.read(pointer, 60));
    assertTrue(e.getMessage().contains("git lfs pull"), e.getMessage());
  }

  @Test
  void lateSpeechIsNotHeardInTheFirstTenSeconds() throws IOException {
    AudioFacts facts = AudioReader.read(file("late_speech.flac"), 10).facts();
    assertTrue(facts.nothingToHear().contains("in the first 10.0 s of 13.0 s"));
    assertNull(read("late_speech.flac").facts().nothingToHear());
  }
}
