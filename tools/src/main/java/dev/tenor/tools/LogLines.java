package dev.tenor.tools;

import dev.tenor.tools.console.OneLine;
import java.io.PrintWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Prints log messages of the engine and the backends ([System#getLogger]) like other messages of
/// the command line: one line on stderr, without date and class.
final class LogLines extends Handler {
  private final PrintWriter err;

  private LogLines(PrintWriter err) {
    this.err = err;
    setLevel(Level.WARNING);
    setFormatter(new SimpleFormatter());
  }

  /// Replaces the JVM's own log handlers.
  static void to(PrintWriter err) {
    LogManager.getLogManager().reset();
    Logger.getLogger("").addHandler(new LogLines(err));
  }

  @Override
  public void publish(LogRecord logged) {
    if (isLoggable(logged)) {
      err.println("tenor: " + OneLine.of(getFormatter().formatMessage(logged)));
      err.flush();
    }
  }

  @Override
  public void flush() {
    err.flush();
  }

  @Override
  public void close() {}
}
