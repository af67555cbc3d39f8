package dev.tenor.kernels.simd;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// A fixed set of threads that share out the chunks of one task at a time. The caller is one of
/// them. Which thread runs a chunk is left to chance, so a chunk's result must not depend on it.
final class WorkerPool implements AutoCloseable {
  /// Work in chunks.
  @FunctionalInterface
  interface Task {
    /// Does one chunk.
    ///
    /// @param mine the scratch memory of the thread that runs it
    void run(int chunk, Scratch mine);
  }

  /// Less work than this is not worth waking a thread.
  private static final long GRAIN = 1 << 14;

  /// How often a thread looks for work, or for the end of it, before it sleeps: some tenths of a
  /// millisecond, since waking one costs more than what often lies between two tasks.
  private static final int SPINS = 20_000;

  private final Scratch shared = new Scratch();
  private final Scratch callers = new Scratch();
  private final Thread[] workers;

  /// Upper half: the task's generation, the number of its call of [#run]. Lower half: chunks not
  /// yet taken. A thread takes a chunk by a compare-and-set to one less and reads `task` between
  /// the load and the set. `task` changes only when all chunks are done; the generation then
  /// differs and a stale set fails (no ABA).
  private final AtomicLong left = new AtomicLong();

  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private Task task;
  private int chunks;
  private Thread caller;
  private volatile boolean closed;

  /// @param threads how many threads work at the same time, the caller included
  WorkerPool(int threads) {
    workers = new Thread[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = Thread.ofPlatform().daemon().name("tenor-simd-" + (i + 1)).start(this::serve);
    }
  }

  int threads() {
    return workers.length + 1;
  }

  /// Memory that all chunks of a task may read, and write where they do not overlap.
  Scratch shared() {
    return shared;
  }

  /// Runs chunks 0 … count − 1 and returns when all are done. The first exception that a chunk
  /// throws is thrown here; chunks not yet begun are then left out.
  ///
  /// @param work how much there is to do in all: about the number of vector instructions, or of
  ///   elements where memory is the limit
  /// @throws IllegalStateException if another thread, or a chunk, is inside this method
  void run(int count, long work, Task newTask) {
    if (closed) {
      throw new IllegalStateException("simd: the backend is closed");
    }
    if (workers.length == 0 || count < 2 || work < GRAIN) {
      for (int i = 0; i < count; i++) {
        newTask.run(i, callers);
      }
      return;
    }
    if (task != null) {
      throw new IllegalStateException("simd: one thread at a time may use a backend");
    }
    task = newTask;
    chunks = count;
    caller = Thread.currentThread();
    done.setPlain(0);
    failure.setPlain(null);
    left.set((left.getPlain() >>> 32) + 1 << 32 | count);
    for (int i = 0; i < Math.min(workers.length, count - 1); i++) {
      LockSupport.unpark(workers[i]);
    }
    work(callers);
    await();
    task = null;
    rethrow(failure.getPlain());
  }

  /// Takes chunks until none is left; returns whether there was one.
  private boolean work(Scratch mine) {
    boolean worked = false;
    for (long at = left.get(); (int) at > 0; at = left.get()) {
      Task current = task;
      int count = chunks;
      Thread waiting = caller;
      if (left.compareAndSet(at, at - 1)) {
        worked = true;
        work(current, count - (int) at, mine);
        if (done.incrementAndGet() == count) {
          LockSupport.unpark(waiting);
        }
      }
    }
    return worked;
  }

  private void work(Task current, int chunk, Scratch mine) {
    try {
      if (failure.get() == null) {
        current.run(chunk, mine);
      }
    } catch (Throwable e) { // handed to the caller by rethrow
      failure.compareAndSet(null, e);
    }
  }

  private void await() {
    for (int spins = 0; done.get() < chunks; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
  }

  private static void rethrow(Throwable failure) {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e); // tasks declare none
    }
  }

  private void serve() {
    Scratch mine = new Scratch();
    int idle = 0;
    while (!closed) {
      if (work(mine)) {
        idle = 0;
      } else if (++idle < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
        idle = 0;
      }
    }
  }

  /// Ends the threads and waits until they have ended.
  @Override
  public void close() {
    closed = true;
    for (Thread worker : workers) {
      LockSupport.unpark(worker);
    }
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
