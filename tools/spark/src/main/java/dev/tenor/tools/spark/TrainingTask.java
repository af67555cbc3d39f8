package dev.tenor.tools.spark;

import dev.tenor.engine.backend.BackendUnavailableException;
import dev.tenor.engine.backend.Backends;
import dev.tenor.ser.FileErrors;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.experiment.Training;
import dev.tenor.ser.train.TrainEvent;
import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/// One training on an executor. Its failure is an answer like any other: a task that fails is one
/// whose executor was lost.
final class TrainingTask extends AbstractFunction1<Iterator<String>, String>
    implements Serializable {
  private static final long serialVersionUID = 1;

  /// @param orders one
  /// @return an answer
  @Override
  public String apply(Iterator<String> orders) {
    Order order = Order.read(orders.next(), Order.class);
    AtomicReference<String> warning = new AtomicReference<>();
    Training.End end = run(order, warning);
    return Json.compact(new Order.Answer(end, warning.get()));
  }

  private static Training.End run(Order order, AtomicReference<String> warning) {
    Training training = order.training();
    Order.Settings settings = order.settings();
    try {
      Backends.resolve(training.spec().backend(), settings.threads());
      AttemptFolder attempt = AttemptFolder.begin(training.out());
      Training.End end =
          training
              .in(attempt.path())
              .run(settings.execution(warning::set), () -> TrainingTask::stopIfKilled);
      if (end.failure() == null) {
        attempt.publish();
        return end;
      }
      return training.hasReachedGoal() ? Training.End.of(null) : end; // by another attempt
    } catch (InterruptedException _) {
      throw new TaskKilledException("its attempt will be continued");
    } catch (BackendUnavailableException e) {
      return Training.End.of(unfit(e));
    } catch (IOException e) {
      return Training.End.of(FileErrors.message(e));
    }
  }

  /// The driver has chosen a backend; another one would give other bytes.
  static String unfit(BackendUnavailableException e) {
    return "an executor cannot run the backend: "
        + e.getMessage()
        + "; start executors with spark.executor.extraJavaOptions="
        + SparkSettings.EXECUTOR_OPTIONS.split(" ")[0]
        + ", or choose another --backend";
  }

  /// @throws CancellationException if the task is not wanted any more
  private static void stopIfKilled(TrainEvent event) {
    if (event instanceof TrainEvent.Step
        && (TaskContext.get().isInterrupted() || Thread.currentThread().isInterrupted())) {
      throw new CancellationException();
    }
  }
}
