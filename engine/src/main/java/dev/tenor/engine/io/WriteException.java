package dev.tenor.engine.io;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/// Output that cannot be written: no such folder, no permission, a full disk. It has its own type
/// so that callers can tell it from input that cannot be read.
public final class WriteException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  /// @param problem what is wrong and the way out, in one line
  public WriteException(Path target, String problem) {
    this(target, problem, null);
  }

  public WriteException(Path target, String problem, Throwable cause) {
    super("cannot write " + target + ": " + problem, cause);
  }
}
