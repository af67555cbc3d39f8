package dev.tenor.bench.suite;

import dev.tenor.bench.cases.Case;
import java.io.PrintStream;
import java.util.Locale;

/// How far a run is, and how long it will take.
final class Progress {
  /// Seconds of a row, measured on two busy cores: what the first estimate is made of.
  private static final double FULL_SECONDS = 0.9;

  private static final double FULL_NETWORK_SECONDS = 6;
  private static final double QUICK_SECONDS = 0.15;
  private static final double START_SECONDS = 4;

  private final PrintStream log;
  private final double expected;
  private final long start = System.nanoTime();
  private double done;

  /// @param expected seconds
  Progress(PrintStream log, double expected) {
    this.log = log;
    this.expected = expected;
  }

  /// What a case takes with so many engines, in seconds.
  static double seconds(Case c, int engines, boolean quick) {
    double row = c.mostWarmUp() > 3 ? FULL_NETWORK_SECONDS : FULL_SECONDS;
    return (quick ? QUICK_SECONDS : row) * engines;
  }

  /// What a case takes beside peers, in seconds.
  static double peerSeconds(String family, boolean quick) {
    return switch (family) {
      case "gemm" -> quick ? QUICK_SECONDS : 2 * FULL_SECONDS;
      case "network" -> quick ? 4 : 4 * FULL_NETWORK_SECONDS;
      default -> 0;
    };
  }

  /// What the start of a JVM and its ceilings take.
  static double startSeconds(boolean quick) {
    return quick ? START_SECONDS / 2 : START_SECONDS;
  }

  /// Tells that a part is done.
  ///
  /// @param seconds that were expected for it
  void step(String what, double seconds) {
    done += seconds;
    double spent = (System.nanoTime() - start) / 1e9;
    double left = done == 0 ? expected : spent / done * Math.max(0, expected - done);
    log.printf(
        Locale.ROOT,
        "[%3.0f %%, %s left] %s%n",
        Math.min(100, 100 * done / expected),
        minutes(left),
        what);
  }

  static String minutes(double seconds) {
    return seconds < 90
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : String.format(Locale.ROOT, "%.0f min", seconds / 60);
  }
}
