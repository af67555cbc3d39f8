package dev.tenor.tools.console;

import java.util.function.Consumer;

/// Plain lines for logs: at most one every few seconds, and one at the end of a task that took that
/// long.
final class ProgressLines implements Progress {
  private static final long PAUSE_NANOS = 5_000_000_000L;

  private final Consumer<String> lines;
  private final String task;
  private final String unit;
  private final long total;
  private long shown;
  private long lastNanos = System.nanoTime();

  ProgressLines(Consumer<String> lines, String task, String unit, long total) {
    this.lines = lines;
    this.task = task;
    this.unit = unit;
    this.total = total;
  }

  @Override
  public synchronized void done(long count, String note) {
    long now = System.nanoTime();
    boolean last = count == total && shown > 0;
    if (count > shown && (last || now - lastNanos >= PAUSE_NANOS)) {
      shown = count;
      lastNanos = now;
      String more = note.isEmpty() ? "" : ", " + note;
      lines.accept(task + ": " + count + " of " + total + " " + unit + more);
    }
  }
}
