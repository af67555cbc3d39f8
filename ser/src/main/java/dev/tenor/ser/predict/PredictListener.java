package dev.tenor.ser.predict;

import java.io.IOException;
import java.nio.file.Path;

/// Hears of the progress of predictions.
public interface PredictListener {
  /// @param recordings how many have been read so far, the long ones at their beginning; called
  ///   from any thread
  void read(int recordings);

  /// A long recording is read to its end.
  ///
  /// @param seconds of it that have been heard
  /// @param total its length in seconds, which some formats do not state exactly
  default void heard(Path file, double seconds, double total) {}

  /// A recording has been predicted.
  ///
  /// @param timeline not kept, as there may be many
  default void predicted(Path file, Timeline timeline) throws IOException {}
}
