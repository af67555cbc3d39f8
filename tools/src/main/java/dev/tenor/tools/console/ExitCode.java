package dev.tenor.tools.console;

/// The exit codes of the process.
public final class ExitCode {
  public static final int OK = 0;
  public static final int FAILED = 1;
  public static final int USAGE = 2;

  /// Input was not found or cannot be read.
  public static final int DATA = 3;

  /// The backend that was asked for cannot run here.
  public static final int BACKEND = 4;

  private ExitCode() {}
}
