package dev.tenor.ser.voice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The single periods of the voice. From the highest peak of a voiced stretch on, in both
/// directions, the next period is where the waveform looks most like the one around the last mark:
/// the highest normalised cross-correlation over one period, within a quarter of the expected one.
final class Cycles {
  private static final double SEARCH = 0.25;

  /// Periods around the middle of a frame count for it.
  private static final int NEAR = 3 * Signal.HOP;

  private final float[] x;
  private final List<Cycle> cycles = new ArrayList<>();

  private Cycles(float[] x) {
    this.x = x;
  }

  /// @param start its first sample
  /// @param period in samples, between samples too
  /// @param peakToPeak highest less lowest sample
  private record Cycle(int start, double period, double peakToPeak) {}

  /// Per frame; NaN where a frame is unvoiced or has fewer than two neighbouring periods.
  ///
  /// @param jitter mean absolute difference of neighbouring periods over their mean
  /// @param shimmer mean absolute level difference of neighbouring periods in dB
  record Perturbation(double[] jitter, double[] shimmer) {}

  /// @param f0 of every frame in Hz, NaN where it is unvoiced
  static Perturbation of(Signal signal, double[] f0) {
    double[] jitter = new double[f0.length];
    double[] shimmer = new double[f0.length];
    Arrays.fill(jitter, Double.NaN);
    Arrays.fill(shimmer, Double.NaN);
    for (Segments.Stretch s : Segments.of(f0)) {
      Cycles cycles = new Cycles(signal.samples());
      cycles.follow(f0, s);
      for (int t = s.from(); t < s.to(); t++) {
        cycles.measure(t, jitter, shimmer);
      }
    }
    return new Perturbation(jitter, shimmer);
  }

  private void follow(double[] f0, Segments.Stretch s) {
    int from = s.from() * Signal.HOP;
    int to = Math.min(x.length, s.to() * Signal.HOP);
    int mark = from;
    for (int i = from; i < to; i++) {
      mark = Math.abs(x[i]) > Math.abs(x[mark]) ? i : mark;
    }
    List<Cycle> backward = new ArrayList<>();
    for (int at = mark; at >= from && at < to; ) {
      double period = next(at, -1, Signal.RATE / f0[at / Signal.HOP]);
      if (Double.isNaN(period)) {
        break;
      }
      at -= (int) Math.round(period);
      backward.add(new Cycle(at, period, peakToPeak(at, period)));
    }
    cycles.addAll(backward.reversed());
    for (int at = mark; at >= from && at < to; ) {
      double period = next(at, 1, Signal.RATE / f0[at / Signal.HOP]);
      if (Double.isNaN(period)) {
        break;
      }
      cycles.add(new Cycle(at, period, peakToPeak(at, period)));
      at += (int) Math.round(period);
    }
  }

  /// The distance to the next mark; NaN where it would lie outside or nothing looks alike.
  private double next(int at, int direction, double expected) {
    int half = (int) Math.round(expected / 2);
    int shortest = (int) Math.floor(expected * (1 - SEARCH));
    int longest = (int) Math.ceil(expected * (1 + SEARCH));
    int low = Math.min(at, at + direction * (longest + 1)) - half;
    int high = Math.max(at, at + direction * (longest + 1)) + half;
    if (low < 0 || high >= x.length) {
      return Double.NaN;
    }
    double[] r = new double[longest - shortest + 3];
    for (int k = 0; k < r.length; k++) {
      r[k] = correlation(at - half, at - half + direction * (shortest - 1 + k), 2 * half);
    }
    int best = 1;
    for (int k = 2; k < r.length - 1; k++) {
      best = r[k] > r[best] ? k : best;
    }
    double curve = r[best - 1] - 2 * r[best] + r[best + 1];
    if (r[best] < 0.5 || curve >= 0) {
      return Double.NaN;
    }
    double shift = 0.5 * (r[best - 1] - r[best + 1]) / curve;
    return shortest - 1 + best + Math.clamp(shift, -0.5, 0.5);
  }

  private double correlation(int a, int b, int length) {
    double ab = 0;
    double aa = 1e-12;
    double bb = 1e-12;
    for (int i = 0; i < length; i++) {
      double p = x[a + i];
      double q = x[b + i];
      ab += p * q;
      aa += p * p;
      bb += q * q;
    }
    return ab / Math.sqrt(aa * bb);
  }

  /// Of the period around a mark.
  private double peakToPeak(int at, double period) {
    int half = (int) Math.round(period / 2);
    double lowest = 0;
    double highest = 0;
    for (int i = Math.max(0, at - half); i < Math.min(x.length, at + half); i++) {
      lowest = Math.min(lowest, x[i]);
      highest = Math.max(highest, x[i]);
    }
    return highest - lowest;
  }

  private void measure(int t, double[] jitter, double[] shimmer) {
    double periods = 0;
    double periodSteps = 0;
    double levelSteps = 0;
    int n = 0;
    for (int i = 1; i < cycles.size(); i++) {
      Cycle a = cycles.get(i - 1);
      Cycle b = cycles.get(i);
      if (Math.abs(b.start() - Signal.centre(t)) <= NEAR
          && a.peakToPeak() > 0
          && b.peakToPeak() > 0) {
        periods += (a.period() + b.period()) / 2;
        periodSteps += Math.abs(b.period() - a.period());
        levelSteps += Math.abs(20 * StrictMath.log10(b.peakToPeak() / a.peakToPeak()));
        n++;
      }
    }
    if (n > 0) {
      jitter[t] = periodSteps / periods;
      shimmer[t] = levelSteps / n;
    }
  }
}
