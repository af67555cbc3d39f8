package dev.tenor.tools;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C lets the command clean up: the JVM would stop it between two instructions, and leave the
/// temporary file that it was writing.
final class Interruption {
  private static final int GRACE_SECONDS = 10;

  private final CountDownLatch finished = new CountDownLatch(1);

  /// From now on the end of the process interrupts the calling thread and waits until it says that
  /// it is [#finished].
  static Interruption ofThisThread() {
    Interruption interruption = new Interruption();
    Thread command = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.stop(command), "stop"));
    return interruption;
  }

  /// The command has cleaned up; must come before [System#exit].
  void finished() {
    finished.countDown();
  }

  private void stop(Thread command) {
    if (finished.getCount() == 0) {
      return;
    }
    command.interrupt();
    try {
      finished.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the JVM ends now in any case
    }
  }
}
