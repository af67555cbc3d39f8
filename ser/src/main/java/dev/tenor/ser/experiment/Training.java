package dev.tenor.ser.experiment;

import dev.tenor.ser.DataException;
import dev.tenor.ser.experiment.ExperimentRunner.Goal;
import dev.tenor.ser.run.CorpusSpec;
import dev.tenor.ser.run.Execution;
import dev.tenor.ser.run.ForeignAnswers;
import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.run.TrainingRun;
import dev.tenor.ser.run.Validation;
import dev.tenor.ser.train.TrainListener;
import dev.tenor.ser.train.TrainingFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/// One training of an experiment as any process can do it that sees its folder and the recordings:
/// settings and paths, no data.
///
/// @param title for people
/// @param foreign corpora that its model is tested on whole
/// @param goal how far it goes
/// @param out the folder of the run
public record Training(String title, RunSpec spec, List<CorpusSpec> foreign, Goal goal, Path out) {
  private static final int ATTEMPTS = 2;

  public Training {
    foreign = List.copyOf(foreign);
  }

  /// How a training ended.
  ///
  /// @param found whether it had been done before
  /// @param failure why it has no result, null if it has one
  public record End(boolean found, String failure) {
    /// @param failure null if there was none
    public static End of(String failure) {
      return new End(false, failure);
    }
  }

  /// The same in another folder.
  public Training in(Path folder) {
    return new Training(title, spec, foreign, goal, folder);
  }

  /// Whether the folder holds all that it is to hold.
  ///
  /// @throws DataException if it holds a run with other settings
  public boolean hasReachedGoal() throws IOException {
    if (!RunDirectory.isBegun(out)) {
      return false;
    }
    RunDirectory run = RunDirectory.open(out);
    if (!run.spec().equals(spec)) {
      throw new DataException(out + ": holds a run with other settings; move it away");
    }
    return goal == Goal.VALIDATED
        ? Validation.read(out).isPresent()
        : run.isFinished() && isTested(out, foreign);
  }

  static boolean isTested(Path out, List<CorpusSpec> foreign) {
    return foreign.stream().allMatch(c -> Files.exists(ForeignAnswers.file(out, c.name())));
  }

  /// Begins the run or goes on with it, unless it is done; what fails is tried a second time, but
  /// for a training that diverged, which would do so at the same step again.
  ///
  /// @param started is asked for a listener when it begins, again when it is tried again
  /// @throws InterruptedException if the thread is interrupted, or the listener throws a
  ///   [CancellationException]
  public End run(Execution execution, Supplier<TrainListener> started) throws InterruptedException {
    String failure = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        if (hasReachedGoal()) {
          return new End(true, null);
        }
        advance(execution, started.get());
        return End.of(null);
      } catch (CancellationException _) {
        throw new InterruptedException();
      } catch (TrainingFailedException e) {
        return End.of(keep(e));
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        if (Thread.currentThread()
            .isInterrupted()) { // the file being written was closed by the interrupt
          throw new InterruptedException();
        }
        failure = e.getMessage() == null ? e.toString() : e.getMessage();
      }
    }
    return End.of(failure);
  }

  /// Where the best of many is looked for, a training that diverged is out.
  private String keep(TrainingFailedException e) {
    if (goal == Goal.VALIDATED) {
      try {
        Validation.failed(e.getMessage()).write(out);
      } catch (IOException written) {
        e.addSuppressed(written);
      }
    }
    return e.getMessage();
  }

  private void advance(Execution execution, TrainListener events)
      throws IOException, InterruptedException {
    if (goal == Goal.VALIDATED) {
      TrainingRun.validate(spec, out, execution, events);
    } else if (!RunDirectory.isBegun(out)) {
      TrainingRun.start(spec, out, execution, events);
    } else if (!new RunDirectory(out).isFinished()) {
      TrainingRun.resume(out, List.of(), execution, events);
    }
    if (goal == Goal.TESTED) {
      ForeignAnswers.run(out, foreign, execution, events);
    }
  }
}
