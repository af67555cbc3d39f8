package dev.tenor.ser.experiment;

import dev.tenor.ser.run.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Trainings in threads of this process.
public final class LocalTrainings implements Trainings {
  private final int jobs;
  private final Execution execution;

  /// @param jobs how many run at a time
  /// @param execution of each
  public LocalTrainings(int jobs, Execution execution) {
    if (jobs < 1) {
      throw new IllegalArgumentException("experiment: " + jobs + " jobs; give at least 1");
    }
    this.jobs = jobs;
    this.execution = execution;
  }

  @Override
  public void run(List<Training> all, Events events) throws InterruptedException {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (Training one : all) {
      tasks.add(() -> {
        events.ended(one, one.run(execution, () -> events.started(one)));
        return null;
      });
    }
    if (tasks.isEmpty()) {
      return;
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(jobs, tasks.size()))) {
      for (Future<Void> future : pool.invokeAll(tasks)) {
        future.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw new InterruptedException();
      }
      throw new IllegalStateException("experiment: " + e.getCause(), e.getCause());
    }
  }
}
