package dev.tenor.kernels.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerPoolTest {
  private static final long MUCH = Long.MAX_VALUE;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void runsEveryChunkOnce(int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      for (int chunks : new int[] {0, 1, 2, 3, 100, 1000}) {
        AtomicIntegerArray runs = new AtomicIntegerArray(chunks);
        pool.run(chunks, MUCH, (i, mine) -> runs.incrementAndGet(i));
        for (int i = 0; i < chunks; i++) {
          assertEquals(1, runs.get(i));
        }
      }
    }
  }

  /// One after the other, so that a worker that is late must not take a chunk of the next task for
  /// one of the last.
  @Test
  void aLateWorkerNeverRunsAnotherTasksChunk() {
    try (WorkerPool pool = new WorkerPool(4)) {
      AtomicIntegerArray runs = new AtomicIntegerArray(20_000);
      for (int k = 0; k < runs.length(); k++) {
        int number = k;
        int chunks = 2 + k % 3;
        pool.run(chunks, MUCH, (i, mine) -> runs.addAndGet(number, 1 << 8 * i));
      }
      for (int k = 0; k < runs.length(); k++) {
        assertEquals(k % 3 == 0 ? 0x101 : k % 3 == 1 ? 0x10101 : 0x1010101, runs.get(k));
      }
    }
  }

  @Test
  void refusesATaskInsideATask() {
    try (WorkerPool pool = new WorkerPool(2)) {
      WorkerPool.Task outer = (i, mine) -> pool.run(2, MUCH, (j, own) -> {});
      assertThrows(IllegalStateException.class, () -> pool.run(2, MUCH, outer));
      pool.run(2, MUCH, (i, mine) -> {});
    }
  }

  @Test
  void worksOnAllThreadsAtOnceEachWithItsOwnScratch() {
    try (WorkerPool pool = new WorkerPool(3)) {
      CountDownLatch all = new CountDownLatch(3);
      Set<Scratch> scratches = ConcurrentHashMap.newKeySet();
      pool.run(
          3,
          MUCH,
          (i, mine) -> {
            scratches.add(mine);
            all.countDown();
            try {
              all.await(); // ends only if all three run at the same time
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      assertEquals(3, scratches.size());
    }
  }

  @Test
  void keepsLittleWorkOnTheCaller() {
    try (WorkerPool pool = new WorkerPool(3)) {
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      pool.run(100, 100, (i, mine) -> threads.add(Thread.currentThread()));
      assertEquals(Set.of(Thread.currentThread()), threads);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void handsOnWhatAChunkThrowsAndGoesOn(int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      for (Throwable failure : List.of(new IllegalArgumentException(), new AssertionError())) {
        Throwable thrown =
            assertThrows(
                Throwable.class,
                () ->
                    pool.run(
                        50,
                        MUCH,
                        (i, mine) -> {
                          switch (failure) {
                            case RuntimeException e when i == 17 -> throw e;
                            case Error e when i == 17 -> throw e;
                            default -> {}
                          }
                        }));
        assertSame(failure, thrown);
      }
      AtomicIntegerArray runs = new AtomicIntegerArray(1);
      pool.run(50, MUCH, (i, mine) -> runs.incrementAndGet(0));
      assertEquals(50, runs.get(0));
    }
  }

  @Test
  void endsItsThreadsWhenClosed() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    WorkerPool pool = new WorkerPool(4);
    while (threads.size() < 4) {
      pool.run(400, MUCH, (i, mine) -> threads.add(Thread.currentThread()));
    }
    threads.remove(Thread.currentThread());
    assertTrue(threads.stream().allMatch(Thread::isDaemon));
    pool.close();
    assertFalse(threads.stream().anyMatch(Thread::isAlive));
    assertThrows(IllegalStateException.class, () -> pool.run(1, 1, (i, mine) -> {}));
  }
}
