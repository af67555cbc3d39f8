package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogMelTest {
  private static final int RATE = 16_000;

  /// Every step written down once more, slowly, for settings that exercise odd sizes.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"seconds\":0.2,\"nFft\":256,\"winLength\":256,\"hopLength\":100,\"nMels\":11}",
        "{\"seconds\":0.2,\"nFft\":256,\"winLength\":201,\"hopLength\":77,\"nMels\":11}",
        "{\"seconds\":0.1,\"nFft\":512,\"winLength\":400,\"hopLength\":160,\"nMels\":7,"
            + "\"padMode\":\"zero\",\"decibels\":\"power\",\"topDb\":0}",
        "{\"seconds\":0.1,\"nFft\":512,\"winLength\":512,\"hopLength\":33,\"nMels\":7,"
            + "\"center\":false,\"melScale\":\"htk\",\"topDb\":13}"
      })
  void isItsDefinition(String settings) {
    FeatureConfig config = Configs.with(settings);
    LogMel logMel = new LogMel(config);
    int full = config.samples();
    int edge = full - config.nFft() / 2; // from here on the mirror at the end sees the signal
    for (int length : new int[] {0, 1, full / 3, edge - 1, edge, edge + 1, full - 37, full}) {
      float[] samples = noise(length);
      float[] expected = definition(config, samples);
      float[] actual = logMel.compute(AudioClip.of(samples, RATE));
      assertArrayEquals(expected, actual, 1e-4f, length + " samples");
    }
  }

  @Test
  void silenceIsTheFloorEverywhere() {
    float[] features =
        new LogMel(FeatureConfig.reference()).compute(AudioClip.of(new float[100], RATE));
    assertEquals(313 * 40, features.length);
    for (float value : features) {
      assertEquals(-100, value, 1e-5);
    }
  }

  @Test
  void whatLiesBeyondTenSecondsIsCut() {
    LogMel logMel = new LogMel(FeatureConfig.reference());
    float[] long11 = noise(11 * RATE);
    float[] cut = Arrays.copyOf(long11, 10 * RATE);
    assertArrayEquals(
        logMel.compute(AudioClip.of(cut, RATE)), logMel.compute(AudioClip.of(long11, RATE)));
  }

  @Test
  void aClipLeavesNoTraceInTheNextOne() {
    LogMel logMel = new LogMel(FeatureConfig.reference());
    AudioClip clip = AudioClip.of(noise(RATE / 2), RATE);
    float[] alone = logMel.compute(clip);
    logMel.compute(AudioClip.of(noise(10 * RATE), RATE));
    logMel.compute(AudioClip.of(noise(3 * 8000), 8000));
    assertArrayEquals(alone, logMel.compute(clip));
  }

  @Test
  void anEmptyClipIsSilence() {
    float[] features =
        new LogMel(FeatureConfig.reference()).compute(AudioClip.of(new float[0], 44_100));
    assertEquals(-100, features[0], 1e-5);
  }

  /// Of 40 dB, more than separates a whisper from a shout, nothing is left but rounding.
  @ParameterizedTest
  @ValueSource(strings = {"peak", "rms"})
  void aQuieterClipIsTheSameOnceItIsBroughtToALevel(String level) {
    FeatureConfig config = Configs.with("{\"level\":\"" + level + "\"}");
    float[] samples = noise(3 * RATE);
    float[] quiet = new float[samples.length];
    float[] loud = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      quiet[i] = samples[i] * 0.01f;
      loud[i] = samples[i] * 1.7f;
    }
    LogMel logMel = new LogMel(config);
    float[] expected = logMel.compute(AudioClip.of(samples, RATE));
    assertArrayEquals(expected, logMel.compute(AudioClip.of(quiet, RATE)), 1e-3f);
    assertArrayEquals(expected, logMel.compute(AudioClip.of(loud, RATE)), 1e-3f);
    float[] scaled = samples.clone();
    float gain = config.level().gain(samples, 0, samples.length);
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= gain;
    }
    LogMel recorded = new LogMel(FeatureConfig.reference());
    assertArrayEquals(recorded.compute(AudioClip.of(scaled, RATE)), expected, "only the level");
  }

  @Test
  void silenceHasNoLevel() {
    for (Level level : Level.values()) {
      assertEquals(1, level.gain(new float[7], 0, 7), level.toString());
      assertEquals(1, level.gain(new float[0], 0, 0), level.toString());
    }
    assertEquals(2, Level.PEAK.gain(new float[] {9, 0.25f, -0.5f, 0.75f}, 1, 3));
    assertEquals(0.2f, Level.RMS.gain(new float[] {0.5f, -0.5f, 9}, 0, 2), 1e-7f);
  }

  @Test
  void resamplesToItsOwnRate() {
    FeatureConfig config = Configs.with("{\"decibels\":\"power\",\"topDb\":30,\"seconds\":2}");
    LogMel logMel = new LogMel(config);
    float[] expected = logMel.compute(AudioClip.of(Tones.sine(1000, 0.5, RATE, 2 * RATE), RATE));
    float[] actual =
        logMel.compute(AudioClip.of(Tones.sine(1000, 0.5, 44_100, 2 * 44_100), 44_100));
    int middle = config.frames() / 2 * config.nMels();
    assertArrayEquals(
        Arrays.copyOfRange(expected, middle, middle + config.nMels()),
        Arrays.copyOfRange(actual, middle, middle + config.nMels()),
        1e-2f);
  }

  private static float[] noise(int length) {
    Random random = new Random(7);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (0.1 * random.nextGaussian());
    }
    return samples;
  }

  private static float[] definition(FeatureConfig c, float[] samples) {
    float[] dense = new MelFilterbank(c).dense();
    int bins = c.nFft() / 2 + 1;
    double[] db = new double[c.frames() * c.nMels()];
    for (int t = 0; t < c.frames(); t++) {
      double[] power = power(c, samples, t * c.hopLength() - (c.center() ? c.nFft() / 2 : 0));
      for (int m = 0; m < c.nMels(); m++) {
        double mel = 0;
        for (int k = 0; k < bins; k++) {
          mel += dense[m * bins + k] * power[k];
        }
        double value = c.decibels() == Decibels.SQUARED ? mel * mel : mel;
        db[t * c.nMels() + m] = 10 * Math.log10(Math.max(c.amin(), value));
      }
    }
    double floor = c.topDb() > 0 ? Arrays.stream(db).max().getAsDouble() - c.topDb() : -1e9;
    float[] features = new float[db.length];
    for (int i = 0; i < db.length; i++) {
      features[i] = (float) Math.max(floor, db[i]);
    }
    return features;
  }

  private static double[] power(FeatureConfig c, float[] samples, int start) {
    double[] power = new double[c.nFft() / 2 + 1];
    int offset = (c.nFft() - c.winLength()) / 2;
    for (int k = 0; k < power.length; k++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < c.winLength(); i++) {
        double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / c.winLength());
        double angle = 2 * Math.PI * k * (offset + i) / c.nFft();
        re += window * at(c, samples, start + offset + i) * Math.cos(angle);
        im += window * at(c, samples, start + offset + i) * Math.sin(angle);
      }
      power[k] = re * re + im * im;
    }
    return power;
  }

  private static double at(FeatureConfig c, float[] samples, int i) {
    if (c.padMode() == PadMode.REFLECT) {
      i = i < 0 ? -i : i >= c.samples() ? 2 * (c.samples() - 1) - i : i;
    }
    return i >= 0 && i < samples.length ? samples[i] : 0;
  }

  /// As many frames as a front end that is exactly as long gives, and the same values.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 400, 512, 513, 5000, 16_000, 31_999, 32_000, 40_000})
  void anUtteranceOfItsOwnLengthIsNotPadded(int length) {
    String common = "\"nFft\":1024,\"winLength\":400,\"nMels\":9,\"hopLength\":160";
    FeatureConfig own = Configs.with("{" + common + ",\"seconds\":2,\"length\":\"own\"}");
    int heard = Math.max(513, Math.min(length, 32_000));
    FeatureConfig exact = Configs.with("{" + common + ",\"seconds\":" + heard / 16_000.0 + "}");
    AudioClip clip = AudioClip.of(noise(length), RATE);
    LogMel logMel = new LogMel(own);
    float[] features = logMel.compute(clip);
    assertEquals((1 + heard / 160) * 9, features.length);
    assertArrayEquals(new LogMel(exact).compute(clip), features);
    logMel.compute(AudioClip.of(noise(20_000), RATE));
    assertArrayEquals(features, logMel.compute(clip), "no trace of others");
  }

  @Test
  void silenceAroundAnUtteranceIsTrimmedAsLibrosaDoes() {
    float[] samples = new float[16_000];
    System.arraycopy(noise(6000), 0, samples, 5000, 6000);
    // Frames of 2048 every 512, centred: the first with some noise is number 8 (3072 … 5119), the
    // last number 23 (10752 … 12799); 40 dB below the loudest is less than a sample of noise.
    assertEquals(new SilenceTrim(8 * 512, 24 * 512), SilenceTrim.of(samples, 60));
    assertEquals(new SilenceTrim(0, 16_000), SilenceTrim.of(samples, 0));
    assertEquals(new SilenceTrim(0, 700), SilenceTrim.of(new float[700], 40), "silence stays");
    assertEquals(new SilenceTrim(0, 0), SilenceTrim.of(new float[0], 40));
    FeatureConfig trimmed = Configs.with("{\"trim\":60,\"length\":\"own\",\"seconds\":2}");
    float[] part = Arrays.copyOfRange(samples, 8 * 512, 24 * 512);
    FeatureConfig own = Configs.with("{\"length\":\"own\",\"seconds\":2}");
    assertArrayEquals(
        new LogMel(own).compute(AudioClip.of(part, RATE)),
        new LogMel(trimmed).compute(AudioClip.of(samples, RATE)));
  }

  @Test
  void cmvnOverSpeakersIsNotTheFrontEndsToDo() {
    FeatureConfig none = Configs.with("{\"cmvn\":\"none\"}");
    FeatureConfig speaker = Configs.with("{\"cmvn\":\"mean\",\"cmvnOver\":\"speaker\"}");
    assertEquals(none, speaker.alone(), "one entry in the cache");
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> Configs.with("{\"cmvnOver\":\"speaker\"}"));
    assertTrue(error.getMessage().contains("cmvnOver is speaker, but cmvn is none"));
  }

  @Test
  void cmvnNormalisesEveryBinOverWhatIsHeard() {
    float[] features = {1, 10, 3, 10, 100, 7};
    Cmvn.MEAN.apply(features, 2, 2);
    assertArrayEquals(new float[] {-1, 0, 1, 0, 98, -3}, features);
    features = new float[] {1, 10, 5, 10, 11, 7};
    Cmvn.MEAN_VARIANCE.apply(features, 2, 2);
    assertArrayEquals(new float[] {-1, 0, 1, 0, 4, -3}, features);
    FeatureConfig mean = Configs.with("{\"cmvn\":\"mean\",\"length\":\"own\",\"topDb\":0}");
    float[] samples = noise(9000);
    float[] louder = samples.clone();
    for (int i = 0; i < louder.length; i++) {
      louder[i] *= 7;
    }
    assertArrayEquals(
        new LogMel(mean).compute(AudioClip.of(samples, RATE)),
        new LogMel(mean).compute(AudioClip.of(louder, RATE)),
        1e-3f);
  }
}
