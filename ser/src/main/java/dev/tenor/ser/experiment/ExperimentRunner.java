package dev.tenor.ser.experiment;

import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.DataException;
import dev.tenor.ser.Remedy;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.run.Execution;
import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.run.TrainingRun;
import dev.tenor.ser.train.TrainListener;
import dev.tenor.ser.train.TrainingFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private final int jobs;
  private final Execution execution;
  private final Listener listener;

  /// Callbacks, from any thread.
  public interface Listener {
    /// A run starts or is resumed; its events go to the returned listener.
    TrainListener started(Case one);

    /// A run has finished or failed.
    ///
    /// @param done number of runs that have
    void finished(Outcome outcome, int done, int total);
  }

  /// @param jobs number of runs in parallel
  /// @param execution of each run
  public ExperimentRunner(
      Plan plan, Path folder, int jobs, Execution execution, Listener listener) {
    if (jobs < 1) {
      throw new IllegalArgumentException("experiment: " + jobs + " jobs; give at least 1");
    }
    this.plan = plan;
    this.folder = folder;
    this.jobs = jobs;
    this.execution = execution;
    this.listener = listener;
  }

  /// Runs all runs that are not finished.
  ///
  /// @return the outcome of every run, in the order of the plan
  /// @throws DataException if the folder holds another experiment
  public List<Outcome> run() throws IOException, InterruptedException {
    savePlan();
    List<Case> cases = plan.cases();
    int[] done = {0};
    List<Callable<Outcome>> tasks = new ArrayList<>();
    for (Case one : cases) {
      tasks.add(() -> {
        Outcome outcome = attempt(one);
        synchronized (done) {
          listener.finished(outcome, ++done[0], cases.size());
        }
        return outcome;
      });
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(jobs, cases.size()))) {
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

  private void savePlan() throws IOException {
    Path file = folder.resolve("experiment.json");
    if (Files.exists(file)) {
      if (!ExperimentFolder.plan(folder).equals(plan)) {
        throw new DataException(
            file
                + ": holds another experiment; repeat the same options to resume it, or choose"
                + " another folder",
            Remedy.OTHER_FOLDER);
      }
      return;
    }
    Files.createDirectories(folder);
    String text = Json.pretty(plan);
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// @throws InterruptedException if the process is being stopped; unfinished runs are resumed next
  ///   time
  private Outcome attempt(Case one) throws InterruptedException {
    Path out = folder.resolve(one.folder());
    String failure = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        run(one, out);
        return new Outcome(one, out, null);
      } catch (CancellationException _) {
        throw new InterruptedException();
      } catch (TrainingFailedException e) {
        return new Outcome(one, out, e.getMessage()); // it would fail at the same step again
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        if (Thread.currentThread()
            .isInterrupted()) { // the file being written was closed by the interrupt
          throw new InterruptedException();
        }
        failure = e.getMessage() == null ? e.toString() : e.getMessage();
      }
    }
    return new Outcome(one, out, failure);
  }

  private void run(Case one, Path out) throws IOException, InterruptedException {
    RunSpec spec = plan.spec(one);
    if (!RunDirectory.isBegun(out)) {
      TrainingRun.start(spec, out, execution, listener.started(one));
      return;
    }
    RunDirectory directory = RunDirectory.open(out);
    if (!directory.spec().equals(spec)) {
      throw new DataException(out + ": holds a run with other settings; move it away");
    }
    if (!directory.isFinished()) {
      TrainingRun.resume(out, List.of(), execution, listener.started(one));
    }
  }
}
