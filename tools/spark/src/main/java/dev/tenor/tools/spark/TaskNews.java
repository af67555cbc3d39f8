package dev.tenor.tools.spark;

import org.apache.spark.ExceptionFailure;
import org.apache.spark.TaskEndReason;
import org.apache.spark.TaskFailedReason;

/// What the scheduler of Spark tells of the tasks of a job.
sealed interface TaskNews {
  /// The place of the task in the job.
  int task();

  /// An executor has begun with it.
  record Started(int task) implements TaskNews {}

  /// The executor that did it has answered.
  record Answered(int task, String answer) implements TaskNews {}

  /// It ended without an answer, and will be tried elsewhere unless it has too often.
  record Lost(int task, String executor, String reason) implements TaskNews {
    static Lost of(int task, String executor, TaskEndReason reason) {
      String text =
          switch (reason) {
            case ExceptionFailure failure -> failure.description();
            case TaskFailedReason failed -> failed.toErrorString();
            default -> reason.toString();
          };
      return new Lost(task, executor, text.lines().findFirst().orElse("").strip());
    }
  }
}
