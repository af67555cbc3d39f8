package dev.tenor.ser.experiment;

import java.nio.file.Path;

/// The outcome of one run.
///
/// @param folder its folder
/// @param failure why it failed, null if it finished
public record Outcome(Case run, Path folder, String failure) {
  public boolean isFinished() {
    return failure == null;
  }
}
