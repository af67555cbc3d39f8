package dev.tenor.tools.options;

import dev.tenor.engine.backend.Backend;
import dev.tenor.tools.console.Console;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A backend that a thread of its own opens: looking for devices and loading what vectors need
/// takes as long as reading a model.
public final class BackendOpening implements AutoCloseable {
  private final FutureTask<Backend> opening;
  private boolean taken;

  BackendOpening(Callable<Backend> open) {
    opening = new FutureTask<>(open);
    Thread.ofPlatform().daemon().name("tenor-backend").start(opening);
  }

  /// Waits until the backend is open and prints its name; the caller closes it.
  ///
  /// @throws RuntimeException what opening it threw
  public Backend take(Console console) throws InterruptedException {
    try {
      Backend opened = opening.get();
      taken = true;
      return BackendMixin.told(opened, console);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        default -> throw new IllegalStateException(e.getCause()); // opening declares no others
      }
    }
  }

  /// Waits, and closes the backend if nobody took it.
  @Override
  public void close() {
    if (taken) {
      return;
    }
    try {
      opening.get().close();
    } catch (ExecutionException _) {
      // nothing is open; `take` has said why, or was not reached, and another error is the answer
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the process is being stopped
    }
  }
}
