package dev.tenor.tools.spark;

import java.util.Queue;
import org.apache.spark.Success$;
import org.apache.spark.TaskKilled;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/// Passes on what happens to the tasks of one job.
final class TaskWatch extends SparkListener {
  private final Queue<TaskNews> news;

  TaskWatch(Queue<TaskNews> news) {
    this.news = news;
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart start) {
    news.add(new TaskNews.Started(start.taskInfo().partitionId()));
  }

  /// One that was killed has been done elsewhere, or is not wanted any more.
  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() != Success$.MODULE$ && !(end.reason() instanceof TaskKilled)) {
      news.add(
          TaskNews.Lost.of(
              end.taskInfo().partitionId(), end.taskInfo().executorId(), end.reason()));
    }
  }
}
