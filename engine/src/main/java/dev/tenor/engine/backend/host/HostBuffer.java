package dev.tenor.engine.backend.host;

import dev.tenor.engine.backend.Buffer;

/// A run of floats in a Java array: element i is `array[offset + i]`.
public final class HostBuffer implements Buffer {
  /// The element of an array with which an aligned vector begins: where the JVM aligns objects to
  /// 32 bytes, as in `.mvn/java.options`, the 16 bytes of an array's header are followed by as
  /// many.
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
