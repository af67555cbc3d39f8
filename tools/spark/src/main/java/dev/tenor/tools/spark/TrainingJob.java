package dev.tenor.tools.spark;

import dev.tenor.ser.experiment.Training;
import dev.tenor.ser.experiment.Trainings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;

/// One job: a task for each training. Answers are taken as they come, and what Spark tells from its
/// threads is told on from the caller's alone.
final class TrainingJob {
  private static final int LOOK_MILLIS = 1000;

  /// As many tasks are looked at in a second, so that a file system of a network is not kept busy.
  private static final int LOOKS_PER_SECOND = 50;

  private final SparkContext context;
  private final List<Order> orders;
  private final Trainings.Events events;
  private final Consumer<String> said;
  private final LinkedBlockingQueue<TaskNews> news = new LinkedBlockingQueue<>();
  private final Map<Integer, Follower> running = new HashMap<>();
  private final Map<Integer, Integer> losses = new HashMap<>();
  private final Set<Training> ended = new HashSet<>();
  private final int mostLosses;
  private long looked;
  private String problem = "";

  TrainingJob(
      SparkContext context, List<Order> orders, Trainings.Events events, Consumer<String> said) {
    this.context = context;
    this.orders = orders;
    this.events = events;
    this.said = said;
    mostLosses = context.conf().getInt("spark.task.maxFailures", 4);
  }

  /// The trainings that have ended.
  Set<Training> ended() {
    return ended;
  }

  /// Why the job ended before all trainings, as Spark says it.
  String problem() {
    return problem;
  }

  /// Until all trainings have ended, or the job has.
  ///
  /// @throws InterruptedException if the thread is interrupted; tasks have then been told to stop
  void run() throws InterruptedException {
    TaskWatch watch = new TaskWatch(news);
    context.addSparkListener(watch);
    try {
      SparkJob job =
          SparkJob.submit(
              context,
              "trainings",
              orders,
              new TrainingTask(),
              (task, answer) -> news.add(new TaskNews.Answered(task, answer)));
      try {
        follow(job);
      } finally {
        job.stop();
      }
    } finally {
      context.removeSparkListener(watch);
    }
  }

  private void follow(SparkJob job) throws InterruptedException {
    while (ended.size() < orders.size()) {
      TaskNews next = news.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      if (next != null) {
        take(next);
      } else if (job.isCompleted() && news.isEmpty()) {
        problem = job.problem();
        losses.forEach(this::giveUp);
        return;
      }
      look();
    }
  }

  private void take(TaskNews next) {
    Training training = orders.get(next.task()).training();
    if (ended.contains(training)) {
      return; // the listeners of Spark are slower than its answers
    }
    switch (next) {
      case TaskNews.Started(int task) -> start(task, training);
      case TaskNews.Answered(int task, String text) -> {
        start(task, training);
        Order.Answer answer = Order.read(text, Order.Answer.class);
        if (answer.warning() != null) {
          said.accept(training.title() + ": " + answer.warning());
        }
        end(task, answer.end());
      }
      case TaskNews.Lost(int task, String executor, String reason) -> {
        losses.merge(task, 1, Integer::sum);
        said.accept(
            String.format(
                Locale.ROOT,
                "%s: lost with executor %s, is continued elsewhere (%s)",
                training.title(),
                executor,
                reason));
      }
    }
  }

  private void start(int task, Training training) {
    running.computeIfAbsent(task, _ -> new Follower(training, events.started(training)));
  }

  private void end(int task, Training.End end) {
    running.remove(task).look();
    Training training = orders.get(task).training();
    ended.add(training);
    events.ended(training, end);
  }

  private void giveUp(int task, int times) {
    Training training = orders.get(task).training();
    if (times >= mostLosses && !ended.contains(training)) {
      start(task, training);
      end(
          task,
          Training.End.of(
              String.format(
                  Locale.ROOT,
                  "its executor was lost %d times (%s); look at the executors' logs, and give them"
                      + " more memory (--conf spark.executor.memory=4g) if they ended by that",
                  times,
                  problem)));
    }
  }

  private void look() {
    long pause = Math.max(LOOK_MILLIS, 1000L * running.size() / LOOKS_PER_SECOND);
    if (System.nanoTime() - looked > TimeUnit.MILLISECONDS.toNanos(pause)) {
      running.values().forEach(Follower::look);
      looked = System.nanoTime();
    }
  }
}
