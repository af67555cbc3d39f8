package dev.tenor.ser;

import java.io.IOException;
import java.util.Optional;

/// Input data that cannot be read or does not say what it must: a missing or malformed audio file,
/// manifest or split. The message is one line that names the place and the way out.
public final class DataException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Remedy remedy;

  public DataException(String message) {
    this(message, (Remedy) null);
  }

  /// @param remedy the way out that the message names in plain words
  public DataException(String message, Remedy remedy) {
    super(message);
    this.remedy = remedy;
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
    remedy = null;
  }

  /// A way out that the reporting program can put in its own words.
  public Optional<Remedy> remedy() {
    return Optional.ofNullable(remedy);
  }
}
