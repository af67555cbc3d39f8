package dev.tenor.engine.backend;

/// The backend that was asked for cannot run here. The message says why and what to do.
public final class BackendUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BackendUnavailableException(String message) {
    super(message);
  }
}
