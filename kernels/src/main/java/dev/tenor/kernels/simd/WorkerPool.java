package dev.tenor.kernels.simd;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
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
  private volatile Job current;
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

  /// Runs chunks 0 … chunks − 1 and returns when all are done. The first exception that a chunk
  /// throws is thrown here; chunks not yet begun are then left out.
  ///
  /// @param work how much there is to do in all: about the number of vector instructions, or of
  ///   elements where memory is the limit
  void run(int chunks, long work, Task task) {
    if (closed) {
      throw new IllegalStateException("simd: the backend is closed");
    }
    if (workers.length == 0 || chunks < 2 || work < GRAIN) {
      for (int i = 0; i < chunks; i++) {
        task.run(i, callers);
      }
      return;
    }
    Job job = new Job(task, chunks, Thread.currentThread());
    current = job;
    for (int i = 0; i < Math.min(workers.length, chunks - 1); i++) {
      LockSupport.unpark(workers[i]);
    }
    job.work(callers);
    job.await();
    current = null;
    job.rethrow();
  }

  private void serve() {
    Scratch mine = new Scratch();
    Job last = null;
    int idle = 0;
    while (!closed) {
      Job job = current;
      if (job != null && job != last) {
        job.work(mine);
        last = job;
        idle = 0;
      } else if (++idle < SPINS) {
        Thread.onSpinWait();
      } else {
        last = null;
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

  /// One call of [#run].
  private static final class Job {
    private static final AtomicIntegerFieldUpdater<Job> NEXT =
        AtomicIntegerFieldUpdater.newUpdater(Job.class, "next");
    private static final AtomicIntegerFieldUpdater<Job> DONE =
        AtomicIntegerFieldUpdater.newUpdater(Job.class, "done");
    private static final AtomicReferenceFieldUpdater<Job, Throwable> FAILURE =
        AtomicReferenceFieldUpdater.newUpdater(Job.class, Throwable.class, "failure");

    private final Task task;
    private final int chunks;
    private final Thread caller;
    private volatile int next;
    private volatile int done;
    private volatile Throwable failure;

    Job(Task task, int chunks, Thread caller) {
      this.task = task;
      this.chunks = chunks;
      this.caller = caller;
    }

    /// Takes chunks until none is left.
    void work(Scratch mine) {
      for (int i = NEXT.getAndIncrement(this); i < chunks; i = NEXT.getAndIncrement(this)) {
        try {
          if (failure == null) {
            task.run(i, mine);
          }
        } catch (Throwable e) { // handed to the caller by rethrow
          FAILURE.compareAndSet(this, null, e);
        }
        if (DONE.incrementAndGet(this) == chunks) {
          LockSupport.unpark(caller);
        }
      }
    }

    void await() {
      for (int spins = 0; done < chunks; spins++) {
        if (spins < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
    }

    void rethrow() {
      switch (failure) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e); // tasks declare none
      }
    }
  }
}
