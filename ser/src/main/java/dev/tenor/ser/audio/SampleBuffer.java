package dev.tenor.ser.audio;

import java.util.Arrays;

/// The latest samples of a stream, by their position in it.
public final class SampleBuffer {
  private float[] samples = new float[1 << 14];

  /// Position of `samples[0]` in the stream.
  private long first;

  private int length;

  public void add(float sample) {
    reserve(1);
    samples[length++] = sample;
  }

  public void add(float[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, samples, length, more.length);
    length += more.length;
  }

  /// The position after the last sample: how many the stream has had.
  public long end() {
    return first + length;
  }

  /// The samples from position `from` to before `to`; zeros before the start and after the end of
  /// the stream.
  ///
  /// @throws IllegalArgumentException if some of them were forgotten
  public float[] copy(long from, long to) {
    if (Math.max(0, from) < first) {
      throw new IllegalArgumentException("sample " + from + " was forgotten, kept from " + first);
    }
    float[] copy = new float[Math.toIntExact(to - from)];
    long start = Math.max(0, from);
    int count = (int) Math.max(0, Math.min(to, end()) - start);
    if (count > 0) {
      System.arraycopy(samples, (int) (start - first), copy, (int) (start - from), count);
    }
    return copy;
  }

  /// Forgets what lies before a position.
  public void forget(long before) {
    int count = Math.clamp(before - first, 0, length);
    if (count > samples.length / 4 || count == length) { // moved seldom
      System.arraycopy(samples, count, samples, 0, length - count);
      length -= count;
      first += count;
    }
  }

  private void reserve(int more) {
    if (length + more > samples.length) {
      samples = Arrays.copyOf(samples, Math.max(length + more, samples.length * 2));
    }
  }
}
