package dev.tenor.tools.spark;

import dev.tenor.engine.backend.BackendUnavailableException;
import dev.tenor.ser.FileErrors;
import dev.tenor.ser.experiment.Training;
import dev.tenor.ser.experiment.Trainings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;

/// Trainings as tasks of Spark jobs. The folder of the experiment is one that the driver and all
/// executors see; no task needs data from another, so that one is lost with its executor alone, and
/// continued by another executor from its checkpoint.
final class SparkTrainings implements Trainings {
  private final SparkContext context;
  private final Order.Settings settings;
  private final Consumer<String> said;

  /// @param said takes lines for people
  SparkTrainings(SparkContext context, Order.Settings settings, Consumer<String> said) {
    this.context = context;
    this.settings = settings;
    this.said = said;
  }

  /// A job ends when a task was lost too often: that training has failed, and another job does the
  /// rest.
  ///
  /// @throws BackendUnavailableException if Spark ends a job for another reason
  @Override
  public void run(List<Training> all, Events events) throws InterruptedException {
    List<Training> open = open(all, events);
    while (!open.isEmpty()) {
      List<Order> orders = open.stream().map(one -> new Order(one, settings)).toList();
      TrainingJob job = new TrainingJob(context, orders, events, said);
      try {
        job.run();
      } finally {
        open.forEach(this::settle);
      }
      Set<Training> left = new LinkedHashSet<>(open);
      left.removeAll(job.ended());
      if (left.size() == open.size()) {
        throw new BackendUnavailableException(
            "Spark ended the job (" + job.problem() + "); repeat the command to go on");
      }
      open = List.copyOf(left);
    }
  }

  /// Those that are not done yet.
  private static List<Training> open(List<Training> all, Events events) {
    List<Training> open = new ArrayList<>();
    for (Training one : all) {
      try {
        AttemptFolder.settle(one.out());
        if (one.hasReachedGoal()) {
          events.ended(one, new Training.End(true, null));
        } else {
          open.add(one);
        }
      } catch (IOException e) {
        events.ended(one, Training.End.of(FileErrors.message(e)));
      }
    }
    return open;
  }

  /// What cannot be tidied up now is when the command is repeated.
  private void settle(Training one) {
    try {
      AttemptFolder.settle(one.out());
    } catch (IOException e) {
      said.accept(one.title() + ": " + FileErrors.message(e));
    }
  }
}
