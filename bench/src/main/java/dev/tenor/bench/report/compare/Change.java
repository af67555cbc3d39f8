package dev.tenor.bench.report.compare;

import dev.tenor.bench.result.SuiteRow;

/// How the time of a row changed from one result to another.
///
/// @param ratio of the later median over the earlier one: above 1 it became slower
/// @param threshold how far from 1 the ratio must be to count
/// @param verdict what that says
public record Change(double ratio, double threshold, Verdict verdict) {
  /// Smaller differences come from how the JVM lays out code and data in one run or another.
  private static final double LEAST = 0.02;

  /// What a change is.
  public enum Verdict {
    /// Beyond noise.
    FASTER,
    /// Beyond noise.
    SLOWER,
    /// Within noise.
    SAME
  }

  /// A row is slower, or faster, if its quartile ranges do not overlap, and the ratio of the slower
  /// median over the other exceeds 1 by more than the root of the sum of the squares of both
  /// spreads, and more than 2 %. A spread is the distance of the quartiles over the median.
  public static Change of(SuiteRow.Timing before, SuiteRow.Timing after) {
    return of(before, after, 1);
  }

  /// @param scale of the later times, such as that of one machine to the other
  static Change of(SuiteRow.Timing before, SuiteRow.Timing after, double scale) {
    double ratio = scale * after.median() / before.median();
    double threshold = Math.max(LEAST, Math.hypot(spread(before), spread(after)));
    boolean slower = scale * after.q1() > before.q3() && ratio > 1 + threshold;
    boolean faster = scale * after.q3() < before.q1() && 1 / ratio > 1 + threshold;
    return new Change(
        ratio, threshold, slower ? Verdict.SLOWER : faster ? Verdict.FASTER : Verdict.SAME);
  }

  private static double spread(SuiteRow.Timing t) {
    return (t.q3() - t.q1()) / t.median();
  }
}
