package dev.tenor.engine.backend;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/// Free lists of buffers by length, so that a training step allocates nothing from the second step
/// on. Not thread-safe.
public class BufferPool implements AutoCloseable {
  private final Backend backend;
  private final Map<Integer, ArrayDeque<Buffer>> free = new HashMap<>();
  private long misses;
  private long floats;

  public BufferPool(Backend backend) {
    this.backend = backend;
  }

  public Backend backend() {
    return backend;
  }

  /// A buffer of exactly `length` floats with undefined contents.
  public Buffer take(int length) {
    ArrayDeque<Buffer> list = free.get(length);
    if (list != null && !list.isEmpty()) {
      return list.pop();
    }
    misses++;
    floats += length;
    return backend.allocate(length);
  }

  /// Gives a buffer made by [#take] back.
  public void give(Buffer buffer) {
    free.computeIfAbsent(buffer.length(), length -> new ArrayDeque<>()).push(buffer);
  }

  /// How many times [#take] had to allocate.
  public long misses() {
    return misses;
  }

  /// How many floats the pool has allocated.
  public long floats() {
    return floats;
  }

  /// Releases all buffers that were given back.
  @Override
  public void close() {
    free.values().forEach(list -> list.forEach(backend::release));
    free.clear();
  }
}
