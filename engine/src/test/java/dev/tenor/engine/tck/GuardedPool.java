package dev.tenor.engine.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.BufferPool;
import java.util.ArrayList;
import java.util.List;

/// A pool whose buffers are full of NaN and lie between sentinels: whoever reads what was not
/// written gets NaN, and whoever writes beside a buffer is found by [#assertIntact]. The odd guard
/// length also puts every buffer at an unaligned address.
final class GuardedPool extends BufferPool {
  private static final int GUARD = 37;
  private static final float SENTINEL = -12345.678f;

  private final List<Buffer> all = new ArrayList<>();

  GuardedPool(Backend backend) {
    super(backend);
  }

  @Override
  public Buffer take(int length) {
    Buffer whole = backend().memory().allocate(length + 2 * GUARD);
    backend().memory().fill(whole, SENTINEL, whole.length());
    all.add(whole);
    Buffer inside = whole.slice(GUARD, length);
    backend().memory().fill(inside, Float.NaN, length);
    return inside;
  }

  @Override
  public void give(Buffer buffer) {
    // Nothing is reused, so that a late write is found too.
  }

  void assertIntact() {
    for (Buffer whole : all) {
      float[] values = new float[whole.length()];
      backend().memory().download(values, 0, whole, values.length);
      for (int i = 0; i < GUARD; i++) {
        assertEquals(SENTINEL, values[i], "written before a buffer, distance " + (GUARD - i));
        assertEquals(
            SENTINEL, values[values.length - 1 - i], "written behind a buffer, from its end " + i);
      }
    }
  }

  @Override
  public void close() {
    all.forEach(backend().memory()::release);
    all.clear();
    super.close();
  }
}
