package dev.tenor.ser.baseline;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Work of libraries that cannot be interrupted, on a daemon thread: who waits for it can be, and
/// the thread does not keep the JVM from ending.
final class Background {
  private Background() {}

  /// @return what the work returns; its exceptions are thrown again
  /// @throws InterruptedException if this thread is interrupted; the work is then left to itself
  static <T> T call(String name, Callable<T> work) throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().name(name).start(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException problem -> throw problem;
        case Error problem -> throw problem;
        default -> throw new IllegalStateException(name + ": " + e.getCause(), e.getCause());
      }
    }
  }
}
