package dev.tenor.ser.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The parts of the synthesiser against their definitions.
final class SourceFilterTest {
  private static final int SECOND = SpeechSynthesizer.SAMPLE_RATE;
  private static final SpeakerVoice VOICE = new SpeakerVoice(1, 100, 1, 1, 0, 0, -200, 1, 0, -200);

  @ParameterizedTest
  @ValueSource(doubles = {80, 123.4, 250, 400})
  void pulsesComeAtThePitch(double f0) {
    double[] flow = glottis(f0, 0.6, 1);
    double fundamental = magnitude(flow, f0);
    assertTrue(fundamental > 50 * magnitude(flow, 1.5 * f0), "between harmonics of " + f0);
    assertTrue(fundamental > magnitude(flow, 2 * f0) / 2, "second harmonic of " + f0);
  }

  @Test
  void theFlowReturnsToZeroSoItsDerivativeHasNoMean() {
    double sum = 0;
    for (double x : glottis(160, 0.6, 5)) {
      sum += x;
    }
    assertEquals(0, sum / SECOND, 1e-4);
  }

  @Test
  void tiltAttenuates3KilohertzByItsDecibels() {
    double f0 = 200;
    double steep = magnitude(glottis(f0, 0.6, 12), 3000) / magnitude(glottis(f0, 0.6, 2), 3000);
    assertEquals(-10, 20 * Math.log10(steep), 0.05);
  }

  @Test
  void aPressedVoiceIsBrighter() {
    double pressed = magnitude(glottis(150, 0.4, 2), 3000) / magnitude(glottis(150, 0.4, 2), 150);
    double lax = magnitude(glottis(150, 0.75, 2), 3000) / magnitude(glottis(150, 0.75, 2), 150);
    assertTrue(pressed > 1.5 * lax, pressed + " and " + lax);
  }

  @ParameterizedTest
  @ValueSource(doubles = {300, 1500, 5000})
  void resonatorsRingAtTheirFrequencyAndPassZero(double frequency) {
    Resonator formant = new Resonator();
    formant.tune(frequency, 80);
    double[] response = impulse(formant);
    assertEquals(1, magnitude(response, 0) * SECOND, 1e-6);
    double peak = magnitude(response, frequency);
    assertTrue(peak > magnitude(response, frequency - 60));
    assertTrue(peak > magnitude(response, frequency + 60));
    double half = magnitude(response, frequency + 40) / peak;
    assertEquals(-3, 20 * Math.log10(half), 0.7, "bandwidth");
  }

  @Test
  void bandsHaveGainOneAtTheirCentre() {
    for (double frequency : new double[] {1000, 3200, 6500}) {
      Resonator band = new Resonator();
      band.tuneBand(frequency, 0.35 * frequency);
      assertEquals(1, magnitude(impulse(band), frequency) * SECOND, 1e-9);
    }
  }

  @Test
  void smoothingKeepsConstantsAndSpreadsSteps() {
    double[] values = {0, 0, 0, 3, 3, 3};
    Track.smooth(values, 1);
    assertEquals(1, values[2], 1e-12);
    assertEquals(2, values[3], 1e-12);
    assertEquals(0, values[0], 1e-12);
    assertEquals(3, values[5], 1e-12);
  }

  /// One second without jitter, shimmer or breath.
  private static double[] glottis(double f0, double openQuotient, double tilt) {
    EmotionStyle style = new EmotionStyle(0, 1, 1, 0, openQuotient, tilt, -200, 0, 0, 1, 1, 0, 1);
    GlottalSource source = new GlottalSource(style, VOICE, RandomStream.of(1, "test"));
    double[] out = new double[SECOND];
    for (int i = 0; i < out.length; i++) {
      out[i] = source.next(f0, 1, 0);
    }
    return out;
  }

  private static double[] impulse(Resonator resonator) {
    double[] out = new double[SECOND];
    for (int i = 0; i < out.length; i++) {
      out[i] = resonator.filter(i == 0 ? 1 : 0);
    }
    return out;
  }

  /// |Σ x e^(−jωn)| / n.
  private static double magnitude(double[] x, double frequency) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < x.length; i++) {
      double angle = 2 * Math.PI * frequency * i / SECOND;
      re += x[i] * Math.cos(angle);
      im += x[i] * Math.sin(angle);
    }
    return Math.hypot(re, im) / x.length;
  }
}
