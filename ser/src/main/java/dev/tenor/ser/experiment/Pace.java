package dev.tenor.ser.experiment;

import java.util.OptionalDouble;

/// How far an experiment is. Work is counted in epochs, so that short and long trainings may be
/// mixed.
///
/// @param done runs that have ended, also before this call
/// @param total runs altogether
/// @param worked epochs of the runs that ended in this call
/// @param left epochs of the runs that have not ended
public record Pace(int done, int total, double worked, double left) {
  /// How long the rest will take at the pace so far; empty before the first run has ended.
  ///
  /// @param elapsed seconds since the first run of this call began
  public OptionalDouble secondsLeft(double elapsed) {
    return worked > 0 ? OptionalDouble.of(elapsed * left / worked) : OptionalDouble.empty();
  }

  Pace found(double epochs) {
    return new Pace(done + 1, total, worked, Math.max(0, left - epochs));
  }

  Pace ended(double epochs) {
    return new Pace(done + 1, total, worked + epochs, Math.max(0, left - epochs));
  }
}
