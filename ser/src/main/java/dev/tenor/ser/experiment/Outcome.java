package dev.tenor.ser.experiment;

import java.nio.file.Path;

/// The outcome of one run.
///
/// @param folder its folder
/// @param failure why it has no result, null if it has one
/// @param tried whether it was tried; another shard's run is not
public record Outcome(Case run, Path folder, String failure, boolean tried) {
  public Outcome(Case run, Path folder, String failure) {
    this(run, folder, failure, true);
  }

  /// A run that has no result yet.
  static Outcome missing(Case run, Path folder) {
    return new Outcome(run, folder, "not run yet", false);
  }

  public boolean isFinished() {
    return failure == null;
  }

  public boolean hasFailed() {
    return tried && !isFinished();
  }
}
