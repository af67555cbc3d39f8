package dev.tenor.tools.console;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// A bar that disappears when it is full or closed, so that lines can follow it.
final class ProgressOnTerminal implements Progress {
  private static final int UPDATE_MILLIS = 200;

  private final ProgressBar bar;

  /// @param size how many counts are one `unit`
  ProgressOnTerminal(String task, String unit, long size, long total) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setUnit(" " + unit, size)
            .setInitialMax(total)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .setConsumer(new WithoutNewline())
            .clearDisplayOnFinish()
            .build();
  }

  @Override
  public synchronized void done(long count, String note) {
    if (count > bar.getCurrent()) {
      bar.setExtraMessage(note.isEmpty() ? "" : " " + note);
      bar.stepTo(count);
    }
  }

  /// Hides an interrupt from the bar, which would swallow it and not wait for the last redraw.
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    bar.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Leaves the cursor in the line that the bar has cleared; the original goes on to the next.
  private static final class WithoutNewline extends ConsoleProgressBarConsumer {
    WithoutNewline() {
      super(System.err);
    }

    @Override
    public void close() {
      System.err.flush();
    }
  }
}
