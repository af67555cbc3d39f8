package dev.tenor.tools.commands;

/// Shows on stderr how far a task is. May be told from any thread.
interface Progress extends AutoCloseable {
  /// Shows nothing.
  Progress NONE = _ -> {};

  /// How many are done; a number below an earlier one is ignored.
  void done(long count);

  /// Ends the display.
  @Override
  default void close() {}
}
