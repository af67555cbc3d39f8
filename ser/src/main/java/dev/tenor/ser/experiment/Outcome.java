package dev.tenor.ser.experiment;

import java.nio.file.Path;

/// What became of one run.
///
/// @param folder where it lies
/// @param failure why it has no result, null if it has one
public record Outcome(Case run, Path folder, String failure) {
  public boolean isFinished() {
    return failure == null;
  }
}
