package dev.tenor.tools.spark;

import dev.tenor.ser.config.Json;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.spark.FutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
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
  private final Busy busy;

  private SparkJob(SparkContext context, FutureAction<?> action, Busy busy) {
    this.context = context;
    this.action = action;
    this.busy = busy;
  }

  /// Counts the tasks that executors work on: also those of a job that has ended, until they have
  /// noticed.
  private static final class Busy extends SparkListener {
    private final AtomicInteger tasks = new AtomicInteger();

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
      tasks.incrementAndGet();
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      tasks.decrementAndGet();
    }
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
    Busy busy = new Busy();
    context.addSparkListener(busy);
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
    return new SparkJob(context, action, busy);
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

  /// Tells the tasks that there still are to stop, and gives them the time to end a step.
  void stop() throws InterruptedException {
    if (!action.isCompleted()) {
      action.cancel();
    }
    boolean interrupted = Thread.interrupted();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
    while (System.nanoTime() < end && busy.tasks.get() > 0) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    context.removeSparkListener(busy);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
