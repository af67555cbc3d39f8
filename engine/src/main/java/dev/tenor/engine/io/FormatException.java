package dev.tenor.engine.io;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/// A file whose content is not what its format or its reader demands. The message is one line: the
/// file, what is wrong with it, and what to do about it.
public final class FormatException extends IOException {
  @Serial private static final long serialVersionUID = 1;
  private static final int QUOTE_LIMIT = 80;

  public FormatException(Path file, String problem, String hint) {
    this(file, problem, hint, null);
  }

  public FormatException(Path file, String problem, String hint, Throwable cause) {
    super(oneLine(file + ": " + problem + "; " + hint), cause);
  }

  /// A name from a file, in quotes and cut to a length that fits a message.
  static String quote(String name) {
    return "'" + shorten(name, QUOTE_LIMIT) + "'";
  }

  static String shorten(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit) + "…";
  }

  // Names in a hostile file may hold line breaks and terminal controls.
  private static String oneLine(String message) {
    return message.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ");
  }
}
