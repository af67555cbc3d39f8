package dev.tenor.tools.console;

/// Shows how far a table of features is, whose size is known when its recordings are listed.
public final class TableProgress implements AutoCloseable {
  private final Console console;
  private Progress shown;

  public TableProgress(Console console) {
    this.console = console;
  }

  /// @param done recordings so far
  public void on(long done, long total) {
    if (shown == null) {
      shown = console.progress("features", "recordings", total);
    }
    shown.done(done);
  }

  @Override
  public void close() {
    if (shown != null) {
      shown.close();
    }
  }
}
