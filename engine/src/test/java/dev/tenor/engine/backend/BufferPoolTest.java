package dev.tenor.engine.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Reductions;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
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
  void aPassOfNewSizesReleasesFreeBuffersWhereTheyAreTooMany() {
    try (BufferPool pool = new BufferPool(new ScalarBackend(), 10)) {
      Buffer small = pool.take(4);
      Buffer large = pool.take(6);
      pool.give(small);
      pool.give(large);
      pool.begin();
      Buffer more = pool.take(5); // new, but 10 free ones are allowed
      assertSame(small, pool.take(4));
      pool.give(more);
      pool.give(small);
      pool.begin();
      assertSame(small, pool.take(4)); // 15, but none is missing
      pool.give(small);
      Buffer newer = pool.take(7);
      assertNotSame(large, pool.take(6));
      assertNotSame(more, pool.take(5));
      pool.give(newer);
      pool.give(small);
      assertNotSame(more, pool.take(5)); // 11, but sizes are known to be new already
      assertSame(newer, pool.take(7));
      assertSame(small, pool.take(4));
    }
  }

  @Test
  void passesOfManySizesDoNotPileUp() {
    try (BufferPool pool = new BufferPool(new ScalarBackend(), 100)) {
      long largest = 0;
      for (int batch = 1; batch <= 50; batch++) {
        long before = pool.floats();
        try (Pass pass = Pass.training(pool, 1, batch)) {
          Tensor x = pass.variable(Shape.of(batch, 3), new float[3 * batch]);
          pass.backward(Reductions.sum(pass, Ops.square(pass, x)));
        }
        largest = Math.max(largest, pool.floats() - before);
        assertTrue(pool.freeFloats() <= 100 + largest, batch + ": " + pool.freeFloats());
      }
      assertTrue(pool.floats() > 10 * largest, "all of them would be many more");
    }
  }
}
