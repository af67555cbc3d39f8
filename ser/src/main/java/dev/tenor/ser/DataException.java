package dev.tenor.ser;

import java.io.IOException;

/// Input data that cannot be read or does not say what it must: a missing or malformed audio file,
/// manifest or split. The message is one line that names the place and the way out.
public final class DataException extends IOException {
  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
