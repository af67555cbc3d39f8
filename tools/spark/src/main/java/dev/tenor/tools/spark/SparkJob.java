package dev.tenor.tools.spark;

import dev.tenor.ser.config.Json;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.spark.FutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.Function1;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;
import scala.util.Failure;

/// A job of one task for each order. Orders and answers are JSON, so that only their text is
/// serialised.
final class SparkJob {
  private static final int STOP_SECONDS = 8;

  private final SparkContext context;
  private final FutureAction<?> action;

  private SparkJob(SparkContext context, FutureAction<?> action) {
    this.context = context;
    this.action = action;
  }

  /// Begins.
  ///
  /// @param what the tasks are, in the plural
  /// @param task serialisable; gets one order and returns an answer
  /// @param answered gets the place of an order and its answer, from a thread of Spark
  static SparkJob submit(
      SparkContext context,
      String what,
      List<?> orders,
      Function1<Iterator<String>, String> task,
      BiConsumer<Integer, String> answered) {
    // Of a job that is cancelled the threads of the tasks are interrupted.
    context.setJobGroup(what, orders.size() + " " + what, true);
    List<String> texts = orders.stream().map(Json::compact).toList();
    JavaSparkContext java = JavaSparkContext.fromSparkContext(context);
    RDD<String> rdd = java.parallelize(texts, texts.size()).rdd();
    List<Object> all = IntStream.range(0, texts.size()).<Object>mapToObj(i -> i).toList();
    FutureAction<?> action =
        context.submitJob(
            rdd,
            task,
            CollectionConverters.asScala(all).toSeq(),
            (place, answer) -> {
              answered.accept((Integer) place, answer);
              return BoxedUnit.UNIT;
            },
            () -> BoxedUnit.UNIT);
    return new SparkJob(context, action);
  }

  boolean isCompleted() {
    return action.isCompleted();
  }

  /// Why the job has failed, in a line.
  String problem() {
    if (action.value().get() instanceof Failure<?> failure) {
      String text = String.valueOf(failure.exception().getMessage());
      return text.lines().findFirst().orElse("").strip();
    }
    return "it says that all tasks are done";
  }

  /// Tells the tasks to stop, if there are any, and gives them the time to end a step.
  void stop() throws InterruptedException {
    if (action.isCompleted()) {
      return;
    }
    action.cancel();
    boolean interrupted = Thread.interrupted();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
    while (System.nanoTime() < end && isBusy()) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isBusy() {
    for (int stage : context.statusTracker().getActiveStageIds()) {
      if (context.statusTracker().getStageInfo(stage).exists(info -> info.numActiveTasks() > 0)) {
        return true;
      }
    }
    return false;
  }
}
