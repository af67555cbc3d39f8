package dev.tenor.ser.train;

/// Training diverged. The message names the step and a remedy.
public final class TrainingFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TrainingFailedException(String message) {
    super("training: " + message);
  }
}
