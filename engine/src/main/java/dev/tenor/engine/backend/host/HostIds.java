package dev.tenor.engine.backend.host;

import dev.tenor.engine.backend.NumberException;
import dev.tenor.engine.backend.NumberException.Kind;

/// Numbers of elements and of classes, which are floats that hold integers.
public final class HostIds {
  private HostIds() {}

  /// `ids[i]` as an integer.
  ///
  /// @throws NumberException unless it is one from 0 to bound − 1
  public static int at(HostBuffer ids, int i, int bound) {
    return number(Kind.ID, ids, i, bound);
  }

  /// `labels[i]` as an integer.
  ///
  /// @throws NumberException unless it is one from 0 to classes − 1
  public static int label(HostBuffer labels, int i, int classes) {
    return number(Kind.LABEL, labels, i, classes);
  }

  private static int number(Kind kind, HostBuffer numbers, int i, int bound) {
    float value = numbers.get(i);
    int number = (int) value;
    if (number != value || number < 0 || number >= bound) {
      throw NumberException.of(kind, value, i, bound);
    }
    return number;
  }
}
