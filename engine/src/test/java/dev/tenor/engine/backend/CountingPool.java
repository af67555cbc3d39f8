package dev.tenor.engine.backend;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// A pool that knows which of its buffers are out, and finds those that come back twice.
public final class CountingPool extends BufferPool {
  private final Set<Buffer> out = Collections.newSetFromMap(new IdentityHashMap<>());

  public CountingPool(Backend backend) {
    super(backend);
  }

  @Override
  public Buffer take(int length) {
    Buffer buffer = super.take(length);
    if (!out.add(buffer)) {
      throw new AssertionError("a buffer of " + length + " floats was handed out twice");
    }
    return buffer;
  }

  @Override
  public void give(Buffer buffer) {
    if (!out.remove(buffer)) {
      throw new AssertionError("a buffer of " + buffer.length() + " floats came back twice");
    }
    super.give(buffer);
  }

  /// How many buffers were taken and not given back.
  public int out() {
    return out.size();
  }
}
