package dev.tenor.engine.backend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Free lists of buffers by length, so that a training step allocates nothing from the second step
/// on. Passes of many sizes do not pile up: see [#begin]. Not thread-safe.
public class BufferPool implements AutoCloseable {
  private final Backend backend;
  private final List<ArrayDeque<Buffer>> free = new ArrayList<>();
  private int[] lengths = {}; // ascending; an array rather than a map, which would box them
  private final long mostFree;
  private long misses;
  private long floats;
  private long freeFloats;
  private boolean begun;

  public BufferPool(Backend backend) {
    this(backend, backend.memory().capacity() / Float.BYTES / 4);
  }

  /// @param mostFree how many free floats a pass of new sizes leaves
  BufferPool(Backend backend, long mostFree) {
    this.backend = backend;
    this.mostFree = mostFree;
  }

  public Backend backend() {
    return backend;
  }

  /// A buffer of exactly `length` floats with undefined contents.
  public Buffer take(int length) {
    int at = Arrays.binarySearch(lengths, length);
    if (at >= 0 && !free.get(at).isEmpty()) {
      freeFloats -= length;
      return free.get(at).pop();
    }
    if (begun) {
      begun = false;
      releaseIfTooMany();
    }
    misses++;
    floats += length;
    return backend.memory().allocate(length);
  }

  /// Gives a buffer made by [#take] back.
  public void give(Buffer buffer) {
    int at = Arrays.binarySearch(lengths, buffer.length());
    if (at < 0) {
      at = -1 - at;
      free.add(at, new ArrayDeque<>());
      int[] more = Arrays.copyOf(lengths, lengths.length + 1);
      System.arraycopy(lengths, at, more, at + 1, lengths.length - at);
      more[at] = buffer.length();
      lengths = more;
    }
    free.get(at).push(buffer);
    freeFloats += buffer.length();
  }

  /// Says that a pass begins. If the first buffer that it does not find shows that its sizes are
  /// new, those that were given back are of little use to it: they are released if they hold more
  /// than a quarter of the memory.
  public void begin() {
    begun = true;
  }

  private void releaseIfTooMany() {
    if (freeFloats > mostFree) {
      close();
    }
  }

  /// How many times [#take] had to allocate.
  public long misses() {
    return misses;
  }

  /// How many floats the pool has allocated.
  public long floats() {
    return floats;
  }

  /// How many floats were given back and not taken again.
  long freeFloats() {
    return freeFloats;
  }

  /// Releases all buffers that were given back.
  @Override
  public void close() {
    free.forEach(list -> list.forEach(backend.memory()::release));
    free.clear();
    lengths = new int[0];
    freeFloats = 0;
  }
}
