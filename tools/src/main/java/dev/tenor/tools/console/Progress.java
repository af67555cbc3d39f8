package dev.tenor.tools.console;

/// Shows on stderr how far a task is. May be told from any thread.
public interface Progress extends AutoCloseable {
  /// Shows nothing.
  Progress NONE = (_, _) -> {};

  /// How many are done; a number below an earlier one is ignored.
  default void done(long count) {
    done(count, "");
  }

  /// The same.
  ///
  /// @param note stands after the count, unless empty
  void done(long count, String note);

  /// The note for recordings of which some had their features in the cache.
  static String fromCache(int cached) {
    return cached == 0 ? "" : cached + " from the cache";
  }

  /// Ends the display.
  @Override
  default void close() {}
}
