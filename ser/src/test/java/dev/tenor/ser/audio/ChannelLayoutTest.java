package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelLayoutTest {
  private static final double CENTER = Math.sqrt(2);
  private static final double SURROUND = Math.sqrt(0.5);
  private static final int RATE = 16_000;
  private static final int MASK_5_1 = 0x3f;

  @TempDir Path folder;

  @Test
  void masksFollowBs775() {
    assertWeights(ChannelLayout.ofMask(0x4, 1), CENTER);
    assertWeights(ChannelLayout.ofMask(0x3, 2), 1, 1);
    assertWeights(ChannelLayout.ofMask(0x33, 4), 1, 1, SURROUND, SURROUND);
    assertWeights(ChannelLayout.ofMask(MASK_5_1, 6), 1, 1, CENTER, 0, SURROUND, SURROUND);
    assertWeights(ChannelLayout.ofMask(0x60f, 6), 1, 1, CENTER, 0, SURROUND, SURROUND);
    double[] surround71 = {1, 1, CENTER, 0, SURROUND, SURROUND, SURROUND, SURROUND};
    assertWeights(ChannelLayout.ofMask(0x63f, 8), surround71);
  }

  @Test
  void aMaskThatDoesNotFitSaysNothing() {
    assertWeights(ChannelLayout.ofMask(0, 6), 1, 1, 1, 1, 1, 1);
    assertWeights(ChannelLayout.ofMask(MASK_5_1, 4), 1, 1, 1, 1);
    assertWeights(ChannelLayout.ofMask(0x8000_0003, 3), 1, 1, 1);
    assertWeights(ChannelLayout.ofMask(0x8, 1), 1);
  }

  @Test
  void fixedOrders() {
    assertWeights(ChannelLayout.flac(2), 1, 1);
    assertWeights(ChannelLayout.flac(3), 1, 1, CENTER);
    assertWeights(ChannelLayout.flac(5), 1, 1, CENTER, SURROUND, SURROUND);
    assertWeights(ChannelLayout.flac(6), 1, 1, CENTER, 0, SURROUND, SURROUND);
    double[] flac7 = {1, 1, CENTER, 0, SURROUND, SURROUND, SURROUND};
    assertWeights(ChannelLayout.flac(7), flac7);
    assertWeights(ChannelLayout.vorbis(3), 1, CENTER, 1);
    assertWeights(ChannelLayout.vorbis(6), 1, CENTER, 1, SURROUND, SURROUND, 0);
    assertWeights(ChannelLayout.aiff(6), 1, 1, CENTER, 1, 1, SURROUND);
    for (int channels = 1; channels <= 20; channels++) {
      assertEquals(channels, ChannelLayout.flac(channels).channels());
      assertEquals(channels, ChannelLayout.vorbis(channels).channels());
      assertEquals(channels, ChannelLayout.aiff(channels).channels());
    }
  }

  @Test
  void equalChannelsKeepTheirLevel() throws IOException {
    AudioFacts facts = facts(8000, 8000, 8000, 8000, 8000, 8000);
    assertEquals(8000 / 32768.0, facts.highest(), 1e-7);
    assertEquals(0, facts.deadChannels());
  }

  /// Speech in the centre of a film with nothing else sounds as loud as that channel is.
  @Test
  void aloneTheCentreKeepsItsLevel() throws IOException {
    AudioFacts facts = facts(0, 0, 8000, 0, 0, 0);
    assertEquals(8000 / 32768.0, facts.highest(), 1e-7);
    assertEquals(4, facts.deadChannels());
  }

  @Test
  void lowFrequenciesAreNotHeard() throws IOException {
    AudioFacts facts = facts(100, 100, 100, 32000, 100, 100);
    assertEquals(100 / 32768.0, facts.highest(), 1e-7);
    assertEquals(0, facts.deadChannels());
    assertFalse(facts.isCancelled());
  }

  private AudioFacts facts(int... frame) throws IOException {
    int[] samples = new int[frame.length * RATE / 4];
    Arrays.setAll(samples, i -> i < frame.length ? 0 : frame[i % frame.length]);
    byte[] wav =
        new WavBytes().extensible(1, frame.length, RATE, 16, MASK_5_1).shorts(samples).build();
    Path file = Files.write(folder.resolve("film.wav"), wav);
    AudioFacts measured = AudioFacts.of(AudioSource.of(file));
    assertEquals(measured, AudioReader.read(file, 10).facts());
    return measured;
  }

  private static void assertWeights(ChannelLayout layout, double... expected) {
    assertArrayEquals(expected, layout.weights(), 1e-12);
  }
}
