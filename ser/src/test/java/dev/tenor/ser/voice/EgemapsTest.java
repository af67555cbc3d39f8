package dev.tenor.ser.voice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.audio.AudioClip;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The functionals of signals whose values are known.
final class EgemapsTest {
  private static float[] vector(float[] samples) {
    return new Egemaps().of(AudioClip.of(samples, Signal.RATE), 10);
  }

  private static Map<String, Double> values(float[] samples) {
    float[] vector = vector(samples);
    Map<String, Double> values = new HashMap<>();
    for (int i = 0; i < vector.length; i++) {
      values.put(Egemaps.names().get(i), (double) vector[i]);
    }
    return values;
  }

  private static double hertz(double semitones) {
    return 27.5 * Math.pow(2, semitones / 12);
  }

  @Test
  void thereAreAsManyAsInEgemaps() {
    assertEquals(88, Egemaps.names().size());
    assertEquals(88, new HashSet<>(Egemaps.names()).size());
  }

  @ParameterizedTest
  @ValueSource(doubles = {70, 101.3, 187.9, 251.4, 333.3, 480, 560.7})
  void aPulseTrainHasItsPitch(double f0) {
    Map<String, Double> v = values(Voices.pulses(f0, 1));
    for (String name : new String[] {"pitch_mean", "pitch_p20", "pitch_p50", "pitch_p80"}) {
      assertEquals(f0, hertz(v.get(name)), 0.01 * f0, name);
    }
    assertEquals(1, v.get("voiced_segments_per_second"), 0.01);
    assertTrue(v.get("jitter_mean") < 1e-3, "jitter " + v.get("jitter_mean"));
    assertTrue(v.get("shimmer_mean") < 0.05, "shimmer " + v.get("shimmer_mean"));
    assertTrue(v.get("hnr_mean") > 25, "HNR " + v.get("hnr_mean"));
  }

  @Test
  void anotherSampleRateGivesTheSamePitch() {
    float[] x = new float[44_100];
    for (int i = 0; i < x.length; i++) {
      double phase = 2 * Math.PI * 150 * i / 44_100.0;
      x[i] = (float) (0.3 * Math.sin(phase) + 0.2 * Math.sin(2 * phase));
    }
    float[] v = new Egemaps().of(AudioClip.of(x, 44_100), 10);
    assertEquals(150, hertz(v[0]), 1.5);
  }

  @Test
  void aGlideRisesAtItsRate() {
    // 12 semitones per second, from 110 Hz on.
    double rate = Math.log(2);
    float[] x =
        Voices.of(
            1,
            t -> {
              double phase = 2 * Math.PI * 110 * (Math.exp(rate * t) - 1) / rate;
              return 0.3 * Math.sin(phase) + 0.2 * Math.sin(2 * phase) + 0.1 * Math.sin(3 * phase);
            });
    Map<String, Double> v = values(x);
    assertEquals(12, v.get("pitch_rising_mean"), 1);
    assertEquals(7.2, v.get("pitch_range"), 0.4, "60 % of an octave");
  }

  private record Train(double[] times, double[] amplitudes) {}

  /// Pulses at about 125 Hz for 2 s whose periods and amplitudes vary at random.
  private static Train train(double jitter, double shimmerDb) {
    RandomStream random = RandomStream.of(7, "periods");
    double[] times = new double[240];
    double[] amplitudes = new double[240];
    double t = 0.02;
    for (int i = 0; i < times.length; i++) {
      times[i] = t;
      t += 0.008 * (1 + jitter * (2 * random.nextFloat() - 1));
      amplitudes[i] = 0.5 * Math.pow(10, shimmerDb * (2 * random.nextFloat() - 1) / 20);
    }
    return new Train(times, amplitudes);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.005, 0.01, 0.02})
  void jitterIsThatOfThePeriods(double share) {
    Train train = train(share, 0);
    double[] periods = new double[train.times().length - 1];
    Arrays.setAll(periods, i -> train.times()[i + 1] - train.times()[i]);
    double steps = 0;
    for (int i = 1; i < periods.length; i++) {
      steps += Math.abs(periods[i] - periods[i - 1]) / (periods.length - 1);
    }
    double expected = steps / Arrays.stream(periods).average().orElseThrow();
    Map<String, Double> v = values(Voices.clicks(2, train.times(), train.amplitudes()));
    assertEquals(expected, v.get("jitter_mean"), 0.1 * expected);
    assertTrue(v.get("shimmer_mean") < 0.3, "shimmer " + v.get("shimmer_mean"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 2})
  void shimmerIsThatOfTheAmplitudes(double decibels) {
    Train train = train(0, decibels);
    double expected = 0;
    for (int i = 1; i < train.amplitudes().length; i++) {
      expected +=
          Math.abs(20 * Math.log10(train.amplitudes()[i] / train.amplitudes()[i - 1]))
              / (train.amplitudes().length - 1);
    }
    Map<String, Double> v = values(Voices.clicks(2, train.times(), train.amplitudes()));
    assertEquals(expected, v.get("shimmer_mean"), 0.1 * expected);
    assertTrue(v.get("jitter_mean") < 0.002, "jitter " + v.get("jitter_mean"));
  }

  @ParameterizedTest
  @CsvSource({"500,1500,2500,125", "700,1150,2600,100", "300,2200,3000,150", "850,1600,2800,170"})
  void formantsAreTheResonances(double f1, double f2, double f3, double f0) {
    float[] x =
        Voices.resonate(
            Voices.tilt(Voices.pulses(f0, 1)),
            new double[] {f1, f2, f3, 3700, 4600},
            new double[] {70, 90, 120, 160, 200});
    Map<String, Double> v = values(x);
    assertEquals(f1, v.get("f1_frequency_mean"), 0.05 * f1);
    assertEquals(f2, v.get("f2_frequency_mean"), 0.05 * f2);
    assertEquals(f3, v.get("f3_frequency_mean"), 0.05 * f3);
    assertTrue(v.get("f1_bandwidth_mean") < 200, "bandwidth " + v.get("f1_bandwidth_mean"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {5, 10, 20})
  void hnrIsTheRatioOfPulsesAndNoise(double decibels) {
    float[] pulses = Voices.pulses(140, 1);
    double power = 0;
    for (float x : pulses) {
      power += (double) x * x / pulses.length;
    }
    double deviation = Math.sqrt(power / Math.pow(10, decibels / 10));
    Map<String, Double> v = values(Voices.sum(pulses, Voices.noise(1, deviation, 3)));
    assertEquals(decibels, v.get("hnr_mean"), 1.5);
  }

  @Test
  void burstsAreCounted() {
    float[] x =
        Voices.of(
            2,
            t -> {
              double inside = (t + 0.1) % 0.4 - 0.2; // seconds since the burst began
              double ramp = Math.clamp(50 * Math.min(inside, 0.2 - inside), 0, 1);
              return 0.5 * ramp * Math.sin(2 * Math.PI * 200 * t);
            });
    Map<String, Double> v = values(x);
    assertEquals(2.5, v.get("voiced_segments_per_second"), 1e-6);
    assertEquals(2.5, v.get("loudness_peaks_per_second"), 1e-6);
    assertEquals(0.2, v.get("voiced_seconds_mean"), 0.05);
    assertEquals(1.0 / 6, v.get("unvoiced_seconds_mean"), 0.05); // half as long at the ends
  }

  @Test
  void noiseIsUnvoiced() {
    Map<String, Double> v = values(Voices.noise(1, 0.1, 1));
    assertEquals(0, v.get("voiced_segments_per_second"));
    assertEquals(0, v.get("pitch_mean"));
    assertEquals(0, v.get("jitter_mean"));
    assertEquals(1, v.get("unvoiced_seconds_mean"), 1e-6);
    assertEquals(-20, v.get("level"), 0.2);
    assertEquals(0, v.get("slope_500_1500_unvoiced_mean"), 2);
    assertEquals(10 * Math.log10(4000 / 950.0), v.get("alpha_ratio_unvoiced_mean"), 1);
  }

  @Test
  void silenceIsUnvoiced() {
    Map<String, Double> v = values(new float[Signal.RATE]);
    assertEquals(0, v.get("voiced_segments_per_second"));
    assertEquals(0, v.get("loudness_mean"));
    assertEquals(-100, v.get("level"), 1e-6);
  }

  @Test
  void nothingIsNotANumber() {
    float[] step = new float[3000];
    Arrays.fill(step, 1500, 3000, 1);
    float[] one = new float[777];
    one[400] = -1;
    float[] square = Voices.of(0.5, t -> t % 0.01 < 0.005 ? 1 : -1);
    for (float[] x :
        new float[][] {
          {},
          {0},
          {1},
          {-1, 1},
          new float[159],
          new float[161],
          step,
          one,
          square,
          Voices.pulses(100, 0.03),
          Voices.noise(0.02, 1e-9, 1)
        }) {
      for (float value : vector(x)) {
        assertTrue(Float.isFinite(value), x.length + " samples: " + value);
      }
    }
  }

  /// Neither what was measured before nor what follows after the end matters.
  @Test
  void nothingOfAnotherRecordingStays() {
    float[] x = Voices.sum(Voices.pulses(180, 0.4), Voices.noise(0.4, 0.05, 4));
    Egemaps egemaps = new Egemaps();
    egemaps.of(AudioClip.of(Voices.noise(0.5, 0.3, 5), Signal.RATE), 10);
    float[] longer = Arrays.copyOf(x, 2 * x.length);
    Arrays.fill(longer, x.length, longer.length, 0.7f);
    assertArrayEquals(vector(x), egemaps.of(AudioClip.of(longer, Signal.RATE), 0.4));
  }
}
