package dev.tenor.ser;

import java.io.IOException;
import java.util.Optional;

/// Input data that is missing, unreadable or malformed: an audio file, manifest or split. The
/// message is one line that names the file, the problem and the remedy.
public final class DataException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Remedy remedy;

  public DataException(String message) {
    this(message, (Remedy) null);
  }

  /// @param remedy the remedy that the message names in plain words
  public DataException(String message, Remedy remedy) {
    super(message);
    this.remedy = remedy;
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
    remedy = null;
  }

  /// The remedy, which a program may replace by its own option; see [Remedy].
  public Optional<Remedy> remedy() {
    return Optional.ofNullable(remedy);
  }
}
