package dev.tenor.tools;

import dev.tenor.tools.console.OneLine;
import java.io.PrintWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Shows what the engine and the backends log ([System#getLogger]) as the command line speaks: a
/// line on stderr, without date and class.
final class LogLines extends Handler {
  private final PrintWriter err;

  private LogLines(PrintWriter err) {
    this.err = err;
    setLevel(Level.WARNING);
    setFormatter(new SimpleFormatter());
  }

  /// Takes the place of the JVM's own way to show them.
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
