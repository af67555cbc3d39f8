package dev.tenor.tools.commands;

import dev.tenor.ser.predict.PredictListener;
import dev.tenor.ser.predict.Timeline;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.Progress;
import java.io.IOException;
import java.nio.file.Path;

/// Shows the progress of predictions: recordings, and the seconds of a long one.
final class PredictProgress implements PredictListener, AutoCloseable {
  /// Takes the timeline of a recording.
  interface Sink {
    void take(Path file, Timeline timeline) throws IOException;
  }

  private final Console console;
  private final int before;
  private final int total;
  private final Sink sink;
  private Progress recordings;
  private Progress seconds;
  private Path current;

  /// @param before recordings that were predicted earlier
  /// @param total recordings in all
  /// @param sink of the timelines
  PredictProgress(Console console, int before, int total, Sink sink) {
    this.console = console;
    this.before = before;
    this.total = total;
    this.sink = sink;
    recordings = console.progress("predict", "recordings", total);
  }

  @Override
  public void read(int done) {
    recordings.done(before + done);
  }

  @Override
  public void heard(Path file, double heard, double length) {
    if (!file.equals(current)) {
      close();
      current = file;
      seconds = console.progress(file.getFileName().toString(), "s", Math.round(length));
    }
    seconds.done(Math.min(Math.round(heard), Math.round(length)));
  }

  @Override
  public void predicted(Path file, Timeline timeline) throws IOException {
    sink.take(file, timeline);
  }

  @Override
  public void close() {
    recordings.close();
    recordings = Progress.NONE;
    if (seconds != null) {
      seconds.close();
      seconds = null;
    }
    current = null;
  }
}
