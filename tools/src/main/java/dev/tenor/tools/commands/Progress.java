package dev.tenor.tools.commands;

/// Shows on stderr how far a task is. May be told from any thread.
interface Progress extends AutoCloseable {
  /// Shows nothing.
  Progress NONE = (_, _) -> {};

  /// How many are done; a number below an earlier one is ignored.
  default void done(long count) {
    done(count, "");
  }

  /// The same.
  ///
  /// @param note stands behind the count, unless empty
  void done(long count, String note);

  /// Ends the display.
  @Override
  default void close() {}
}
