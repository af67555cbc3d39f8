package dev.tenor.engine.backend;

/// Whether a backend can run here.
public sealed interface Availability {
  /// It can, on this device.
  record Available(String device) implements Availability {}

  /// It cannot.
  ///
  /// @param reason what is missing, in one line
  /// @param hint what the user can do about it
  record Unavailable(String reason, String hint) implements Availability {}
}
