package dev.tenor.tools.commands;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// A bar that disappears when it is full or closed, so that lines can follow it.
final class ProgressOnTerminal implements Progress {
  private static final int UPDATE_MILLIS = 200;

  private final ProgressBar bar;

  ProgressOnTerminal(String task, String unit, long total) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setUnit(" " + unit, 1)
            .setInitialMax(total)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .clearDisplayOnFinish()
            .build();
  }

  @Override
  public synchronized void done(long count) {
    if (count > bar.getCurrent()) {
      bar.stepTo(count);
    }
  }

  @Override
  public void close() {
    bar.close();
  }
}
