package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.Buffer;

/// A run of floats in a device's memory: element i is number `offset + i` of `memory`.
record ClBuffer(ClMemory memory, int offset, int length) implements Buffer {
  static final int FLOAT = Float.BYTES;

  ClBuffer {
    if (offset < 0 || length < 0 || (long) (offset + length) * FLOAT > memory.bytes()) {
      throw new IllegalArgumentException(
          "buffer: "
              + length
              + " floats from "
              + offset
              + " do not fit into "
              + memory.bytes() / FLOAT);
    }
  }

  @Override
  public ClBuffer slice(int from, int count) {
    if (from < 0 || count < 0 || count > length - from) {
      throw new IllegalArgumentException(
          "buffer: a slice of " + count + " floats from " + from + " leaves its " + length);
    }
    return new ClBuffer(memory, offset + from, count);
  }

  /// Where it begins in its memory.
  long byteOffset() {
    return (long) offset * FLOAT;
  }
}
