package dev.tenor.ser.voice;

import dev.tenor.ser.voice.Autocorrelation.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Chooses among the candidates of all frames the path of least cost, by dynamic programming with
/// the costs of Boersma (1993): a frame is unvoiced unless a candidate is strong, low pitches cost
/// a little, and so do jumps.
final class PitchPath {
  private static final double VOICING = 0.45;
  private static final double SILENCE = 0.03;
  private static final double OCTAVE = 0.01;
  private static final double JUMP = 0.35;
  private static final double CHANGE = 0.14;
  private static final Candidate UNVOICED = new Candidate(Double.NaN, 0);

  private PitchPath() {}

  /// The frames that may be voiced: in all others silence costs less than the best candidate would.
  static int[] loud(double[] peaks) {
    double least = SILENCE / (1 + VOICING) * loudest(peaks);
    return IntStream.range(0, peaks.length).filter(t -> peaks[t] > least).toArray();
  }

  private static double loudest(double[] peaks) {
    return Math.max(Arrays.stream(peaks).max().orElse(0), 1e-9);
  }

  /// The candidate of every frame; null where it is unvoiced.
  ///
  /// @param frames the candidates of each frame
  /// @param peaks the largest absolute sample of each frame
  static List<Candidate> of(List<List<Candidate>> frames, double[] peaks) {
    double loudest = loudest(peaks);
    int[][] from = new int[frames.size()][];
    List<List<Candidate>> all = new ArrayList<>();
    double[] before = null;
    for (int t = 0; t < frames.size(); t++) {
      List<Candidate> here = new ArrayList<>(List.of(UNVOICED));
      here.addAll(frames.get(t));
      all.add(here);
      double[] score = new double[here.size()];
      from[t] = new int[here.size()];
      for (int c = 0; c < score.length; c++) {
        double best = before == null ? 0 : Double.NEGATIVE_INFINITY;
        for (int b = 0; before != null && b < before.length; b++) {
          double value = before[b] - transition(all.get(t - 1).get(b), here.get(c));
          if (value > best) {
            best = value;
            from[t][c] = b;
          }
        }
        score[c] = best + strength(here.get(c), peaks[t] / loudest);
      }
      before = score;
    }
    return back(all, from, before);
  }

  private static List<Candidate> back(List<List<Candidate>> all, int[][] from, double[] last) {
    int c = 0;
    for (int i = 1; i < last.length; i++) {
      c = last[i] > last[c] ? i : c;
    }
    Candidate[] path = new Candidate[all.size()];
    for (int t = path.length - 1; t >= 0; t--) {
      path[t] = c == 0 ? null : all.get(t).get(c);
      c = from[t][c];
    }
    return Arrays.asList(path);
  }

  private static double strength(Candidate c, double level) {
    return c == UNVOICED
        ? VOICING + Math.max(0, 2 - level * (1 + VOICING) / SILENCE)
        : c.correlation() - OCTAVE * log2(Autocorrelation.LOWEST_HZ * c.period() / Signal.RATE);
  }

  private static double transition(Candidate a, Candidate b) {
    if (a == UNVOICED || b == UNVOICED) {
      return a == b ? 0 : CHANGE;
    }
    return JUMP * Math.abs(log2(a.period() / b.period()));
  }

  private static double log2(double x) {
    return StrictMath.log(x) / StrictMath.log(2);
  }
}
