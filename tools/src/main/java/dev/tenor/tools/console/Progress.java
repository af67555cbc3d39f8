package dev.tenor.tools.console;

/// A progress display on stderr. May be called from any thread.
public interface Progress extends AutoCloseable {
  /// Shows nothing.
  Progress NONE = (_, _) -> {};

  /// Sets the number done; a smaller number than before is ignored.
  default void done(long count) {
    done(count, "");
  }

  /// The same.
  ///
  /// @param note shown after the count, unless empty
  void done(long count, String note);

  /// The note for recordings of which some had their features in the cache.
  static String fromCache(int cached) {
    return cached == 0 ? "" : cached + " from the cache";
  }

  /// Ends the display.
  @Override
  default void close() {}
}
