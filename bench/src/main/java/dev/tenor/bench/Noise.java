package dev.tenor.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Checks whether a machine was idle enough for measurements.
///
/// @param peakOnOne GFLOP/s of one thread, 0 where it is not known
/// @param peakOnTwo GFLOP/s of two threads, 0 where there is one processor
/// @param othersBefore how many processors other programs kept busy before the measurements
/// @param othersAfter the same after them
/// @param wideRows number of rows with too large a spread
public record Noise(
    double peakOnOne, double peakOnTwo, double othersBefore, double othersAfter, int wideRows) {
  private static final double LEAST_RATIO = 1.5;
  private static final double MOST_BUSY = 0.25;

  /// Reasons to doubt the numbers, one sentence each; empty on an idle machine.
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    double ratio = peakOnTwo / peakOnOne;
    if (peakOnOne > 0 && peakOnTwo > 0 && ratio < LEAST_RATIO) {
      problems.add(
          String.format(
              Locale.ROOT,
              "two threads reach %.2f times the peak of one, not %.1f: the processors are shared",
              ratio,
              LEAST_RATIO));
    }
    addBusy(problems, othersBefore, "before");
    addBusy(problems, othersAfter, "after");
    if (wideRows > 0) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%d row%s, marked with !, spread%s over more than %.0f %% of the median",
              wideRows,
              wideRows == 1 ? "" : "s",
              wideRows == 1 ? "s" : "",
              100 * Spread.MOST));
    }
    return problems;
  }

  private static void addBusy(List<String> problems, double processors, String when) {
    if (processors > MOST_BUSY) {
      problems.add(
          String.format(
              Locale.ROOT,
              "other programs kept %.1f processors busy %s the measurements",
              processors,
              when));
    }
  }

  /// The verdict at the end of a table, as lines; empty on an idle machine.
  ///
  /// @param problems reasons to doubt the numbers
  public static String describe(List<String> problems) {
    return problems.isEmpty()
        ? ""
        : "! not a quiet machine, or not warm; do not pass these numbers on:\n! "
            + String.join("\n! ", problems)
            + "\n";
  }
}
