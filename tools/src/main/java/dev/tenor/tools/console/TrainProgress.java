package dev.tenor.tools.console;

import dev.tenor.ser.run.RunResult;
import dev.tenor.ser.train.EpochRecord;
import dev.tenor.ser.train.TrainEvent;
import dev.tenor.ser.train.TrainListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/// Shows a training run on stderr: a bar for the features and for each epoch, a line after each
/// epoch.
public final class TrainProgress implements TrainListener, AutoCloseable {
  private final Console console;
  private Progress bar = Progress.NONE;
  private String task = "";

  private TrainProgress(Console console) {
    this.console = console;
  }

  /// A training run.
  public interface Run {
    RunResult with(TrainListener listener) throws IOException, InterruptedException;
  }

  /// Shows a run; if it is interrupted, prints how to resume it.
  ///
  /// @param folder of the run
  public static RunResult watch(Console console, Path folder, Run run)
      throws IOException, InterruptedException {
    boolean finished = false;
    try (TrainProgress progress = new TrainProgress(console)) {
      RunResult result = run.with(progress);
      finished = true;
      return result;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw e;
    } finally {
      if (!finished && Thread.currentThread().isInterrupted() && Files.isDirectory(folder)) {
        console.warn("stopped; to go on: tenor train --resume --out " + folder);
      }
    }
  }

  /// @throws CancellationException if the process is being stopped
  @Override
  public synchronized void on(TrainEvent event) {
    switch (event) {
      case TrainEvent.Message(String text) -> {
        close();
        console.info(text);
      }
      case TrainEvent.Features(int done, int cached, int total) -> {
        show("features", "recordings", total);
        bar.done(done, Progress.fromCache(cached));
      }
      case TrainEvent.Step s -> {
        show("epoch " + s.epoch() + "/" + s.epochs(), "steps", s.steps());
        bar.done(s.step());
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException();
        }
      }
      case TrainEvent.Epoch(EpochRecord r, int epochs, boolean best) -> {
        close();
        console.info(line(r, epochs, best));
      }
      case TrainEvent.Profile(List<String> lines) -> lines.forEach(console::info);
    }
  }

  private void show(String name, String unit, int total) {
    if (!name.equals(task)) {
      bar.close();
      task = name;
      bar = console.progress(name, unit, total);
    }
  }

  private static String line(EpochRecord r, int epochs, boolean best) {
    return String.format(
        Locale.ROOT,
        "epoch %3d/%d  loss %.4f  WA %5.1f %%  validation: loss %.4f  WA %5.1f %%  UA %5.1f %%"
            + "  %.1f s%s",
        r.epoch(),
        epochs,
        r.trainLoss(),
        100 * r.trainWa(),
        r.valLoss(),
        100 * r.valWa(),
        100 * r.valUa(),
        r.seconds(),
        best ? "  best" : "");
  }

  @Override
  public synchronized void close() {
    bar.close();
    bar = Progress.NONE;
    task = "";
  }
}
