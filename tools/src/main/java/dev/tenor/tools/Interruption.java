package dev.tenor.tools;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets the command clean up after Ctrl-C: the JVM would stop it between two instructions, and
/// leave a temporary file that it was writing.
final class Interruption {
  private static final int GRACE_SECONDS = 10;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean requested;

  /// From now on a shutdown interrupts the calling thread and waits for [#finished].
  static Interruption ofThisThread() {
    Interruption interruption = new Interruption();
    Thread command = Thread.currentThread();
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.stop(command), "stop"));
    } catch (IllegalStateException _) { // the JVM is shutting down already
      interruption.requested = true;
    }
    return interruption;
  }

  /// Whether the process is shutting down. From then on any exception, of libraries above all, is a
  /// consequence of this.
  boolean isRequested() {
    return requested;
  }

  /// The command has cleaned up; must come before [System#exit].
  void finished() {
    finished.countDown();
  }

  private void stop(Thread command) {
    if (finished.getCount() == 0) {
      return;
    }
    requested = true;
    command.interrupt();
    try {
      finished.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the JVM ends now in any case
    }
  }
}
