package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The folder of faulty recordings that users met, where it is there. All are made of one of them.
class FaultsTest {
  private static final Path FOLDER = faults();

  private static Path faults() {
    Path near = Path.of("../shared/faults");
    return Files.isDirectory(near) ? near : Path.of("..").resolve(near);
  }

  @BeforeEach
  void isThere() {
    assumeTrue(Files.isDirectory(FOLDER), "no folder shared/faults beside the project");
  }

  @ParameterizedTest
  @ValueSource(strings = {"avaudiofile_crash.wav", "riff36_data0.wav"})
  void aHeaderThatWasNeverCompletedIsReadToTheEndWithAWarning(String name) throws IOException {
    AudioClip clip = read(name);
    assertArrayEquals(read("base_1s.wav").samples(), clip.samples());
    assertEquals(List.of(Decoded.NEVER_COMPLETED), clip.facts().problems());
  }

  @Test
  void aTagInFrontOfRiffIsSkipped() throws IOException {
    AudioClip clip = read("id3_before_riff.wav");
    assertArrayEquals(read("base_1s.wav").samples(), clip.samples());
    assertEquals(List.of(), clip.facts().problems());
  }

  @Test
  void muLawIsRead() throws IOException {
    AudioClip clip = read("wav_pcm_mulaw.wav");
    float[] base = read("base_1s.wav").samples();
    assertEquals(base.length, clip.samples().length);
    assertTrue(Tones.worstInside(base, clip.samples()) < 0.02);
  }

  @Test
  void aDeadChannelDoesNotLowerTheLevel() throws IOException {
    AudioFacts facts = AudioFacts.of(AudioSource.of(FOLDER.resolve("stereo_left_only.wav")));
    assertEquals(read("base_1s.wav").facts().sha256(), facts.sha256());
    assertEquals(1, facts.deadChannels());
  }

  @Test
  void whatIsNotHeardIsTold() throws IOException {
    assertTrue(read("silence.wav").facts().isSilent());
    assertTrue(read("stereo_anti.wav").facts().isCancelled());
    AudioFacts late = AudioReader.read(FOLDER.resolve("late_speech.flac"), 4).facts();
    assertTrue(late.isSilent());
    assertEquals(4, late.heardSeconds());
    assertTrue(late.seconds() > 12);
  }

  @Test
  void aGitLfsPointerIsNamed() {
    Path file = FOLDER.resolve("git_lfs_pointer.wav");
    String message =
        assertThrows(DataException.class, () -> AudioReader.read(file, 9)).getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    assertTrue(message.contains("Git LFS pointer"), message);
    assertTrue(message.contains("'git lfs pull'"), message);
  }

  private static AudioClip read(String name) throws IOException {
    return AudioReader.read(FOLDER.resolve(name), Double.POSITIVE_INFINITY);
  }
}
