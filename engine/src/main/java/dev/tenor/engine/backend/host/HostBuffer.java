package dev.tenor.engine.backend.host;

import dev.tenor.engine.backend.Buffer;

/// A run of floats in a Java array: element i is `array[offset + i]`.
public final class HostBuffer implements Buffer {
  /// The first element of an array that a vector of 32 bytes may start at and be aligned: data
  /// start at byte 16 of an array, and 4 floats further is byte 32. It holds where the JVM aligns
  /// objects to 32 bytes (`-XX:ObjectAlignmentInBytes=32`); elsewhere vectors are unaligned, and
  /// slower.
  public static final int START = 4;

  private final float[] array;
  private final int offset;
  private final int length;

  public HostBuffer(float[] array, int offset, int length) {
    if (offset < 0 || length < 0 || length > array.length - offset) {
      throw new IllegalArgumentException(
          "buffer: " + length + " floats from " + offset + " do not fit into " + array.length);
    }
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  public float[] array() {
    return array;
  }

  public int offset() {
    return offset;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public HostBuffer slice(int from, int count) {
    if (from < 0 || count < 0 || count > length - from) {
      throw new IllegalArgumentException(
          "buffer: a slice of " + count + " floats from " + from + " leaves its " + length);
    }
    return new HostBuffer(array, offset + from, count);
  }

  public float get(int i) {
    return array[offset + i];
  }

  public void set(int i, float value) {
    array[offset + i] = value;
  }

  public void set(int i, double value) {
    array[offset + i] = (float) value;
  }

  public void add(int i, double value) {
    array[offset + i] = (float) (array[offset + i] + value);
  }
}
