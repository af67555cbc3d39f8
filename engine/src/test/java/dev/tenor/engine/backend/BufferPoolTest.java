package dev.tenor.engine.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.tenor.engine.backend.scalar.ScalarBackend;
import org.junit.jupiter.api.Test;

class BufferPoolTest {
  @Test
  void aBufferThatWasGivenBackIsTakenAgain() {
    try (BufferPool pool = new BufferPool(new ScalarBackend())) {
      Buffer buffer = pool.take(7);
      pool.give(buffer);
      assertSame(buffer, pool.take(7));
      assertNotSame(buffer, pool.take(7));
      assertEquals(2, pool.misses());
      assertEquals(14, pool.floats());
    }
  }

  @Test
  void trimReleasesFreeBuffersWhereTheyAreTooMany() {
    try (BufferPool pool = new BufferPool(new ScalarBackend(), 10)) {
      Buffer small = pool.take(4);
      Buffer large = pool.take(6);
      pool.give(small);
      pool.give(large);
      pool.trim(1); // 10 are allowed
      assertSame(small, pool.take(4));
      Buffer more = pool.take(5);
      pool.give(more);
      pool.trim(1); // 6 + 5, but the next pass needs the same
      assertSame(large, pool.take(6));
      pool.give(large);
      pool.trim(2);
      assertNotSame(large, pool.take(6));
      assertNotSame(more, pool.take(5));
      pool.give(small);
      pool.trim(3); // 4: counted anew
      assertSame(small, pool.take(4));
    }
  }
}
