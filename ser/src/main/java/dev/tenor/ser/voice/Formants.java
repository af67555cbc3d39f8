package dev.tenor.ser.voice;

import dev.tenor.ser.audio.Resampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The resonances of the vocal tract in voiced frames: poles of a linear prediction of order 10 at
/// 11 kHz, as Praat takes five formants up to 5.5 kHz.
///
/// @param frequency in Hz, `[3][frames]`, NaN where there is none
/// @param bandwidth likewise
record Formants(double[][] frequency, double[][] bandwidth) {
  static final int COUNT = 3;

  private static final int RATE = 11_000;
  private static final int ORDER = 10;

  /// 32 ms.
  private static final int LENGTH = 352;

  private static final double EMPHASIS_HZ = 50;
  private static final double LOWEST_HZ = 90;
  private static final double HIGHEST_HZ = 5_400;

  /// A wider pole shapes the slope of the spectrum and is no formant.
  private static final double WIDEST_HZ = 800;

  private static final Resampler RESAMPLER = new Resampler(Signal.RATE, RATE);
  private static final double[] WINDOW = Signal.hamming(LENGTH);

  private record Pole(double frequency, double bandwidth) {}

  /// @param f0 of every frame in Hz, NaN where it is unvoiced
  static Formants of(Signal signal, double[] f0) {
    double[][] frequency = new double[COUNT][f0.length];
    double[][] bandwidth = new double[COUNT][f0.length];
    float[] x = RESAMPLER.resample(signal.samples());
    for (int t = 0; t < f0.length; t++) {
      List<Pole> poles = Double.isNaN(f0[t]) ? List.of() : poles(frame(x, t));
      for (int k = 0; k < COUNT; k++) {
        frequency[k][t] = k < poles.size() ? poles.get(k).frequency() : Double.NaN;
        bandwidth[k][t] = k < poles.size() ? poles.get(k).bandwidth() : Double.NaN;
      }
    }
    return new Formants(frequency, bandwidth);
  }

  /// The frame with its highs raised by 6 dB per octave from 50 Hz on, windowed.
  private static double[] frame(float[] x, int t) {
    double pole = StrictMath.exp(-2 * Math.PI * EMPHASIS_HZ / RATE);
    int from = (int) ((long) Signal.centre(t) * RATE / Signal.RATE) - LENGTH / 2;
    double[] frame = new double[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      frame[i] = (at(x, from + i) - pole * at(x, from + i - 1)) * WINDOW[i];
    }
    return frame;
  }

  private static double at(float[] x, int i) {
    return i >= 0 && i < x.length ? x[i] : 0;
  }

  private static List<Pole> poles(double[] frame) {
    double[] a = LinearPrediction.burg(frame, ORDER);
    if (Arrays.stream(a).skip(1).allMatch(c -> c == 0)) {
      return List.of(); // silence
    }
    double[][] roots = Roots.of(a);
    List<Pole> poles = new ArrayList<>();
    for (int k = 0; k < ORDER; k++) {
      double radius = StrictMath.hypot(roots[0][k], roots[1][k]);
      double hertz = StrictMath.atan2(roots[1][k], roots[0][k]) * RATE / (2 * Math.PI);
      double width = -StrictMath.log(radius) * RATE / Math.PI;
      if (hertz >= LOWEST_HZ && hertz <= HIGHEST_HZ && width > 0 && width <= WIDEST_HZ) {
        poles.add(new Pole(hertz, width));
      }
    }
    poles.sort(Comparator.comparingDouble(Pole::frequency));
    return poles;
  }
}
