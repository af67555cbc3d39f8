package dev.tenor.tools.console;

import dev.tenor.ser.experiment.Case;
import dev.tenor.ser.experiment.ExperimentRunner;
import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.Pace;
import dev.tenor.ser.train.EpochRecord;
import dev.tenor.ser.train.TrainEvent;
import dev.tenor.ser.train.TrainListener;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/// Shows an experiment on stderr: a line for each run, with its validation score and the time left,
/// and on a terminal a bar with the epochs of the runs that are under way.
public final class ExperimentProgress implements ExperimentRunner.Listener, AutoCloseable {
  private static final int PARTS = 1000;
  private static final int SHOWN = 2;

  private final Console console;
  private final Map<Case, TrainEvent.Step> running = new LinkedHashMap<>();
  private final Map<Case, EpochRecord> kept = new LinkedHashMap<>();
  private Progress bar = Progress.NONE;
  private boolean isShown;
  private long begin;
  private int found;
  private int failed;
  private Pace pace;

  public ExperimentProgress(Console console) {
    this.console = console;
  }

  @Override
  public synchronized TrainListener started(Case one, Pace now) {
    begin = begin == 0 ? System.nanoTime() : begin;
    pace = now;
    tellFound();
    running.put(one, new TrainEvent.Step(0, 0, 0, 1, 0));
    say("started: " + one.title());
    return event -> on(one, event);
  }

  /// @throws CancellationException if the process is being stopped
  private synchronized void on(Case one, TrainEvent event) {
    switch (event) {
      case TrainEvent.Step step -> {
        running.put(one, step);
        show();
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException();
        }
      }
      case TrainEvent.Epoch(EpochRecord record, int _, boolean best) -> {
        if (best) {
          kept.put(one, record);
        }
      }
      default -> {} // what a run says of its corpus stands in its folder
    }
  }

  @Override
  public synchronized void finished(Outcome outcome, Pace now) {
    pace = now;
    EpochRecord record = kept.remove(outcome.run());
    if (running.remove(outcome.run()) == null) {
      found += outcome.isFinished() ? 1 : 0;
      if (outcome.isFinished()) {
        return;
      }
    }
    tellFound();
    hide();
    String place =
        String.format(Locale.ROOT, "[%d/%d] %s: ", now.done(), now.total(), outcome.run().title());
    if (outcome.isFinished()) {
      console.info(place + score(record) + left(now));
    } else {
      failed++;
      console.warn(place + "failed: " + outcome.failure());
    }
  }

  private static String score(EpochRecord kept) {
    return kept == null
        ? "finished"
        : String.format(Locale.ROOT, "val UA %.1f %%", 100 * kept.valUa());
  }

  private String left(Pace now) {
    OptionalDouble seconds = now.secondsLeft((System.nanoTime() - begin) / 1e9);
    return seconds.isEmpty() || now.left() == 0 ? "" : ", " + time(seconds.getAsDouble()) + " left";
  }

  /// `40 s`, `3 min`, `2 h 10 min`.
  static String time(double seconds) {
    long minutes = Math.round(seconds / 60);
    if (seconds < 90) {
      return Math.round(seconds) + " s";
    }
    return minutes < 90 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }

  private void tellFound() {
    if (found > 0) {
      say(found + (found == 1 ? " run was" : " runs were") + " finished before");
      found = 0;
    }
  }

  private void say(String line) {
    hide();
    console.info(line);
  }

  private void show() {
    if (!isShown) {
      bar = console.live("experiment", "runs", PARTS, (long) PARTS * pace.total());
      isShown = true;
    }
    double parts = pace.done();
    for (TrainEvent.Step s : running.values()) {
      parts += s.epochs() == 0 ? 0 : (s.epoch() - 1 + (double) s.step() / s.steps()) / s.epochs();
    }
    String epochs =
        running.entrySet().stream()
            .filter(e -> e.getValue().epochs() > 0)
            .limit(SHOWN)
            .map(e ->
                String.format(
                    Locale.ROOT,
                    "%s: epoch %d/%d",
                    e.getKey().variant().name(),
                    e.getValue().epoch(),
                    e.getValue().epochs()))
            .collect(Collectors.joining("; "));
    bar.done((long) (PARTS * parts), counts() + epochs);
  }

  /// How many are under way, where not all of them are shown, and how many have failed.
  private String counts() {
    String more = running.size() > SHOWN ? running.size() + " running; " : "";
    return failed == 0 ? more : more + failed + " failed; ";
  }

  private void hide() {
    bar.close();
    bar = Progress.NONE;
    isShown = false;
  }

  @Override
  public synchronized void close() {
    tellFound();
    hide();
  }
}
