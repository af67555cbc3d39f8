package dev.tenor.ser.voice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.audio.AudioClip;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.LogMel;
import dev.tenor.ser.audio.Voice;
import dev.tenor.ser.config.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NetworkFrontEndTest {
  private static final FeatureConfig PLAIN =
      Json.with(
          FeatureConfig.reference(),
          Map.of(
              "length",
              "own",
              "seconds",
              3,
              "trim",
              40,
              "level",
              "rms",
              "nFft",
              1024,
              "winLength",
              1024,
              "hopLength",
              256,
              "nMels",
              20));

  private static final NetworkFrontEnd VOICE =
      new NetworkFrontEnd(Json.with(PLAIN, Map.of("voice", "both")));

  private static float[] features(NetworkFrontEnd frontEnd, float[] samples) {
    return frontEnd.worker().apply(AudioClip.of(samples, Signal.RATE));
  }

  private static float[] columns(float[] rows, int from, int to) {
    int columns = VOICE.columns();
    float[] some = new float[rows.length / columns * (to - from)];
    for (int t = 0; t * columns < rows.length; t++) {
      System.arraycopy(rows, t * columns + from, some, t * (to - from), to - from);
    }
    return some;
  }

  private static float[] track(float[] rows, String name) {
    int column = VOICE.names().indexOf(name);
    return columns(rows, column, column + 1);
  }

  /// Half a second of silence, a second of a voice at 220 Hz, half a second at 110 Hz, silence.
  private static float[] voice() {
    float[] samples = new float[3 * Signal.RATE];
    float[] high = Voices.tilt(Voices.pulses(220, 1));
    float[] low = Voices.tilt(Voices.pulses(110, 0.5));
    System.arraycopy(high, 0, samples, Signal.RATE / 2, high.length);
    System.arraycopy(low, 0, samples, 3 * Signal.RATE / 2, low.length);
    return samples;
  }

  @Test
  void theLogMelStandsBeforeTheMeasuresOfTheVoice() {
    float[] rows = features(VOICE, voice());
    assertEquals(20 + 26 + 88, VOICE.columns());
    assertEquals(VOICE.columns(), VOICE.names().size());
    assertEquals(List.of("mel_0", "mel_1"), VOICE.names().subList(0, 2));
    assertArrayEquals(features(new NetworkFrontEnd(PLAIN), voice()), columns(rows, 0, 20));
  }

  @Test
  void aTrackIsThatOfTheSameMomentOfTheTrimmedUtterance() {
    float[] pitch = track(features(VOICE, voice()), "pitch");
    // Semitones above 27.5 Hz; a frame every 16 ms. The trim keeps some silence before the voice.
    long high = range(pitch, 35.8, 36.2);
    long low = range(pitch, 23.8, 24.2);
    assertEquals(1 / 0.016, high, 4);
    assertEquals(0.5 / 0.016, low, 4);
    int first = 0;
    while (pitch[first] < 35.8) {
      first++; // silence has the mean of the voice, which is lower
    }
    assertTrue(first <= 4, "the trim keeps at most 64 ms: " + first);
    assertEquals(36, pitch[first + 50], 0.1);
    assertEquals(24, pitch[first + 70], 0.1);
  }

  private static long range(float[] values, double from, double to) {
    long count = 0;
    for (float value : values) {
      count += value > from && value < to ? 1 : 0;
    }
    return count;
  }

  @Test
  void theFunctionalsAreThoseOfWhatIsHeardInEveryFrame() {
    float[] rows = features(VOICE, voice());
    int columns = VOICE.columns();
    LogMel logMel = new LogMel(PLAIN);
    logMel.compute(AudioClip.of(voice(), Signal.RATE));
    float[] expected = new Egemaps().of(AudioClip.of(logMel.heard(), Signal.RATE), 3);
    for (int t = 0; t < rows.length / columns; t++) {
      int from = t * columns + 20 + 26;
      assertArrayEquals(expected, Arrays.copyOfRange(rows, from, from + 88), "frame " + t);
    }
  }

  @Test
  void eachKindOfMeasuresStandsAlone() {
    float[] both = features(VOICE, voice());
    for (Voice kind : List.of(Voice.TRACKS, Voice.FUNCTIONALS)) {
      NetworkFrontEnd frontEnd = new NetworkFrontEnd(Json.with(PLAIN, Map.of("voice", kind)));
      assertEquals(20 + kind.tracks() + kind.functionals(), frontEnd.columns());
      assertEquals(frontEnd.columns(), frontEnd.names().size());
      int from = kind == Voice.TRACKS ? 20 : 46;
      float[] rows = features(frontEnd, voice());
      for (int t = 0; t < rows.length / frontEnd.columns(); t++) {
        assertArrayEquals(
            Arrays.copyOfRange(both, t * 134 + from, t * 134 + from + frontEnd.columns() - 20),
            Arrays.copyOfRange(rows, t * frontEnd.columns() + 20, (t + 1) * frontEnd.columns()));
      }
    }
  }

  @Test
  void silenceAndNothingGiveNumbers() {
    for (float[] samples :
        List.of(new float[0], new float[1], new float[2000], Voices.noise(0.3, 0.01, 1))) {
      for (float value : features(VOICE, samples)) {
        assertTrue(Float.isFinite(value));
      }
    }
    assertArrayEquals(new float[1 + 2000 / 256], track(features(VOICE, new float[2000]), "voiced"));
  }

  @Test
  void louderIsTheSameVoice() {
    float[] samples = voice();
    float[] louder = samples.clone();
    for (int i = 0; i < louder.length; i++) {
      louder[i] *= 0.125f;
    }
    assertArrayEquals(features(VOICE, samples), features(VOICE, louder), 1e-3f);
  }

  @Test
  void theCacheTellsThemApart() {
    assertNotEquals(new NetworkFrontEnd(PLAIN).settings(), VOICE.settings());
  }

  @Test
  void theVoiceIsMeasuredAt16Kilohertz() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Json.with(PLAIN, Map.of("voice", "tracks", "sampleRate", 22050)));
    assertTrue(error.getMessage().contains("22050, must be 16000"), error.getMessage());
  }
}
