package dev.tenor.ser.voice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.engine.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The parts of the functionals against values computed by hand.
final class MeasuresTest {
  private static final double NONE = Double.NaN;

  @Test
  void rootsAreFound() {
    // (x − 0.5)(x + 0.8)(x² − 1.2 x + 0.85), the last with roots 0.6 ± 0.7i.
    double[] coefficients = {1, -0.9, 0.09, 0.735, -0.34};
    double[][] roots = Roots.of(coefficients);
    for (double[] expected : new double[][] {{0.5, 0}, {-0.8, 0}, {0.6, 0.7}, {0.6, -0.7}}) {
      double nearest = 9;
      for (int k = 0; k < 4; k++) {
        nearest =
            Math.min(nearest, Math.hypot(roots[0][k] - expected[0], roots[1][k] - expected[1]));
      }
      assertEquals(0, nearest, 1e-8, Arrays.toString(expected));
    }
  }

  @Test
  void burgFindsTheModelOfNoiseInAResonator() {
    RandomStream random = RandomStream.of(1, "noise");
    double[] x = new double[20_000];
    for (int i = 2; i < x.length; i++) {
      x[i] = 1.4 * x[i - 1] - 0.9 * x[i - 2] + random.nextGaussian();
    }
    assertArrayEquals(new double[] {1, -1.4, 0.9}, LinearPrediction.burg(x, 2), 0.015);
    assertArrayEquals(new double[] {1, 0, 0}, LinearPrediction.burg(new double[50], 2));
  }

  @Test
  void statisticsPassOverWhatIsNotThere() {
    double[] track = {NONE, 1, 2, NONE, 3, 6};
    assertEquals(3, Statistics.mean(track));
    assertEquals(Math.sqrt(3.5), Statistics.deviation(track), 1e-12);
    assertEquals(Math.sqrt(3.5) / 3, Statistics.variation(track), 1e-12);
    assertArrayEquals(new double[] {1.6, 2.5, 4.2}, Statistics.percentiles(track), 1e-12);
    assertArrayEquals(new double[] {NONE, 1.5, 1.5, NONE, 4.5, 4.5}, Statistics.smooth(track));
    assertEquals(0, Statistics.mean(new double[] {NONE}));
    assertArrayEquals(new double[3], Statistics.percentiles(new double[] {NONE}));
  }

  @Test
  void stretchesAndTheirSlopes() {
    double[] track = {NONE, 0, 1, 3, 2, NONE, NONE, 5, 5, 4};
    assertEquals(
        List.of(new Segments.Stretch(1, 5), new Segments.Stretch(7, 10)), Segments.of(track));
    assertEquals(
        List.of(new Segments.Stretch(0, 1), new Segments.Stretch(5, 7)), Segments.gaps(track));
    assertArrayEquals(new double[] {150}, Segments.rising(track), 1e-9); // 3 in two frames
    assertArrayEquals(new double[] {-100, -100}, Segments.falling(track), 1e-9);
  }

  @Test
  void peaksRiseAndFallByATenthOfTheRange() {
    assertEquals(0, Segments.peaks(new double[] {4, 4, 4}));
    assertEquals(1, Segments.peaks(new double[] {0, 10, 0}));
    assertEquals(0, Segments.peaks(new double[] {10, 5, 0}), "it only falls");
    assertEquals(1, Segments.peaks(new double[] {0, 5, 10}), "the end counts as a fall");
    assertEquals(2, Segments.peaks(new double[] {0, 10, 3, 3.5, 2, 6, 5.5, 6, 0}));
  }

  private static Spectra spectra(float[] x) {
    Spectra spectra = new Spectra();
    double[] frame = new double[Autocorrelation.LENGTH];
    new Signal(x).frame(20, frame);
    spectra.next(frame);
    return spectra;
  }

  private static float[] tones(double a, double hertzA, double b, double hertzB) {
    return Voices.of(
        0.4, t -> a * Math.sin(2 * Math.PI * hertzA * t) + b * Math.sin(2 * Math.PI * hertzB * t));
  }

  @Test
  void twoTonesHaveTheDifferenceOfTheirLevels() {
    Spectra spectra = spectra(tones(0.5, 500, 0.05, 3000));
    assertEquals(-20, spectra.alphaRatio(), 0.1);
    assertEquals(20, spectra.hammarberg(), 0.1);
    spectra = spectra(tones(0.5, 200, 0.125, 400));
    assertEquals(20 * Math.log10(4), spectra.harmonic(200, 200) - spectra.harmonic(400, 200), 0.5);
  }

  @Test
  void loudnessIsTheCubeRootOfPower() {
    double quiet = spectra(tones(0.05, 500, 0.05, 1500)).loudness();
    double loud = spectra(tones(0.4, 500, 0.4, 1500)).loudness();
    assertEquals(4, loud / quiet, 1e-6); // 8² = 64 times the power
  }

  @Test
  void fluxIsTheChangeOfTheSpectrum() {
    Spectra spectra = spectra(tones(0.5, 500, 0, 0));
    double[] frame = new double[Autocorrelation.LENGTH];
    new Signal(tones(0.5, 500, 0, 0)).frame(21, frame); // five whole periods later
    spectra.next(frame);
    assertEquals(0, spectra.flux(), 1e-6);
    spectra.next(new double[frame.length]);
    double all = spectra.flux();
    spectra.next(frame);
    assertEquals(all, spectra.flux(), 1e-12, "up and down alike");
  }

  @Test
  void cepstraOfAShapeDoNotDependOnItsLevel() {
    float[] noise = Voices.noise(0.4, 0.2, 2);
    float[] quiet = noise.clone();
    for (int i = 0; i < quiet.length; i++) {
      quiet[i] /= 8;
    }
    for (int j = 1; j <= Spectra.MFCC; j++) {
      assertEquals(spectra(noise).mfcc(j), spectra(quiet).mfcc(j), 1e-6);
    }
  }
}
