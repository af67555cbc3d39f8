package dev.tenor.ser.train;

/// Training that cannot go on. The message says at which step and what to try.
public final class TrainingFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TrainingFailedException(String message) {
    super("training: " + message);
  }
}
