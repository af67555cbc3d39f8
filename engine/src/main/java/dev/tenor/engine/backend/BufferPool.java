package dev.tenor.engine.backend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Free lists of buffers by length, so that a training step allocates nothing from the second step
/// on. Not thread-safe.
public class BufferPool implements AutoCloseable {
  private final Backend backend;
  private final List<ArrayDeque<Buffer>> free = new ArrayList<>();
  private int[] lengths = {}; // ascending; an array rather than a map, which would box them
  private final long mostFree;
  private long misses;
  private long floats;
  private long freeFloats;
  private int lastInputs;

  public BufferPool(Backend backend) {
    this(backend, Runtime.getRuntime().maxMemory() / Float.BYTES / 4);
  }

  /// @param mostFree how many free floats [#trim] leaves
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

  /// Says how large the input of the next pass is. Where it differs from the last one's, whose
  /// buffers are of no use to it, those that were given back are released if they hold more than a
  /// quarter of the largest heap.
  public void trim(int inputs) {
    if (inputs != lastInputs && freeFloats > mostFree) {
      close();
    }
    lastInputs = inputs;
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
    free.forEach(list -> list.forEach(backend.memory()::release));
    free.clear();
    lengths = new int[0];
    freeFloats = 0;
  }
}
