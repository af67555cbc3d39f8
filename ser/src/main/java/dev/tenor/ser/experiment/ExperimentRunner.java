package dev.tenor.ser.experiment;

import dev.tenor.ser.DataException;
import dev.tenor.ser.run.Execution;
import dev.tenor.ser.run.ForeignAnswers;
import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.run.TrainingRun;
import dev.tenor.ser.run.Validation;
import dev.tenor.ser.train.TrainListener;
import dev.tenor.ser.train.TrainingFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs an experiment: one folder per run, several runs in parallel. Finished runs are skipped,
/// interrupted runs are resumed, and a run that fails is retried once and does not stop the others.
/// So repeating the command completes an experiment.
public final class ExperimentRunner {
  private static final int ATTEMPTS = 2;

  private final Plan plan;
  private final Path folder;
  private final Shard shard;
  private final int jobs;
  private final Execution execution;
  private final Listener listener;
  private Pace pace;

  /// Callbacks, from any thread.
  public interface Listener {
    /// A run starts or is resumed; its events go to the returned listener.
    TrainListener started(Case one, Pace pace);

    /// A run has finished or failed; one that was finished before has not started.
    void finished(Outcome outcome, Pace pace);
  }

  /// How far runs go.
  public enum Goal {
    /// Trained and scored on the validation set, see [TrainingRun#validate].
    VALIDATED,
    /// Also tested, on their own test set and on the corpora that they do not train on.
    TESTED
  }

  /// @param shard those of the runs that are run here
  /// @param jobs number of runs in parallel
  /// @param execution of each run
  public ExperimentRunner(
      Plan plan, Path folder, Shard shard, int jobs, Execution execution, Listener listener) {
    if (jobs < 1) {
      throw new IllegalArgumentException("experiment: " + jobs + " jobs; give at least 1");
    }
    this.plan = plan;
    this.folder = folder;
    this.shard = shard;
    this.jobs = jobs;
    this.execution = execution;
    this.listener = listener;
  }

  /// Runs all runs of the shard that are not finished.
  ///
  /// @return the outcome of every run that the folder's plan has, in its order
  /// @throws DataException if the folder holds another experiment
  public List<Outcome> run() throws IOException, InterruptedException {
    Plan all = save();
    expect(plan.cases(), 0);
    Map<Case, Outcome> own = new HashMap<>();
    run(plan.cases(), Goal.TESTED).forEach(outcome -> own.put(outcome.run(), outcome));
    return all.cases().stream()
        .map(one -> own.getOrDefault(one, ExperimentFolder.outcome(folder, all, one)))
        .toList();
  }

  /// Saves the plan; see [ExperimentFolder#save].
  ///
  /// @return that of the folder
  public Plan save() throws IOException {
    return ExperimentFolder.save(folder, plan);
  }

  public Path folder() {
    return folder;
  }

  /// Announces the runs that will be asked for, for [Pace].
  ///
  /// @param cases those that will be trained
  /// @param tests how many of them will be tested afterwards, in another call
  public void expect(List<Case> cases, int tests) {
    List<Case> own = shard.of(cases);
    double epochs = own.stream().mapToDouble(this::epochs).sum();
    pace = new Pace(0, own.size() + Math.ceilDiv(tests, shard.count()), 0, epochs);
  }

  /// Runs those of some runs that belong to the shard.
  ///
  /// @return their outcomes in order
  public List<Outcome> run(List<Case> cases, Goal goal) throws InterruptedException {
    List<Callable<Outcome>> tasks = new ArrayList<>();
    for (Case one : shard.of(cases)) {
      tasks.add(() -> attempt(one, goal));
    }
    if (tasks.isEmpty()) {
      return List.of();
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(jobs, tasks.size()))) {
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> future : pool.invokeAll(tasks)) {
        outcomes.add(future.get());
      }
      return outcomes;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw new InterruptedException();
      }
      throw new IllegalStateException("experiment: " + e.getCause(), e.getCause());
    }
  }

  private double epochs(Case one) {
    return plan.spec(one).config().training().epochs();
  }

  /// @throws InterruptedException if the process is being stopped; unfinished runs are resumed next
  ///   time
  private Outcome attempt(Case one, Goal goal) throws InterruptedException {
    Path out = folder.resolve(one.folder());
    String failure = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        if (isReached(one, out, goal)) {
          return tell(new Outcome(one, out, null), goal, true);
        }
        run(one, out, goal);
        return tell(new Outcome(one, out, null), goal, false);
      } catch (CancellationException _) {
        throw new InterruptedException();
      } catch (TrainingFailedException e) {
        return tell(new Outcome(one, out, keep(e, out, goal)), goal, false);
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        if (Thread.currentThread()
            .isInterrupted()) { // the file being written was closed by the interrupt
          throw new InterruptedException();
        }
        failure = e.getMessage() == null ? e.toString() : e.getMessage();
      }
    }
    return tell(new Outcome(one, out, failure), goal, false);
  }

  /// A training that diverged would do so at the same step again; where the best of many is looked
  /// for, it is out.
  private static String keep(TrainingFailedException e, Path out, Goal goal) {
    if (goal == Goal.VALIDATED) {
      try {
        Validation.failed(e.getMessage()).write(out);
      } catch (IOException written) {
        e.addSuppressed(written);
      }
    }
    return e.getMessage();
  }

  /// A run that had been validated before its test was counted then.
  private synchronized Outcome tell(Outcome outcome, Goal goal, boolean found) {
    boolean counted = goal == Goal.TESTED && Validation.isIn(outcome.folder());
    double epochs = counted ? 0 : epochs(outcome.run());
    pace = found ? pace.found(epochs) : pace.ended(epochs);
    listener.finished(outcome, pace);
    return outcome;
  }

  private synchronized Pace pace() {
    return pace;
  }

  private boolean isReached(Case one, Path out, Goal goal) throws IOException {
    if (!RunDirectory.isBegun(out)) {
      return false;
    }
    if (!RunDirectory.open(out).spec().equals(plan.spec(one))) {
      throw new DataException(out + ": holds a run with other settings; move it away");
    }
    return goal == Goal.VALIDATED
        ? Validation.read(out).isPresent()
        : ExperimentFolder.isFinished(out, plan, one);
  }

  private void run(Case one, Path out, Goal goal) throws IOException, InterruptedException {
    RunSpec spec = plan.spec(one);
    TrainListener events = listener.started(one, pace());
    if (goal == Goal.VALIDATED) {
      TrainingRun.validate(spec, out, execution, events);
    } else if (!RunDirectory.isBegun(out)) {
      TrainingRun.start(spec, out, execution, events);
    } else if (!new RunDirectory(out).isFinished()) {
      TrainingRun.resume(out, List.of(), execution, events);
    }
    if (goal == Goal.TESTED) {
      ForeignAnswers.run(out, plan.foreign(one), execution, events);
    }
  }
}
