package dev.tenor.ser.golden;

import java.util.Arrays;

/// Elements `from` (inclusive) to `to` (exclusive) of a tensor's values.
record Range(int from, int to) {
  static final Range NONE = new Range(0, 0);

  int length() {
    return to - from;
  }

  float[] inside(float[] values) {
    return Arrays.copyOfRange(values, from, to);
  }

  float[] outside(float[] values) {
    float[] rest = Arrays.copyOf(values, values.length - length());
    System.arraycopy(values, to, rest, from, values.length - to);
    return rest;
  }
}
