package dev.tenor.engine.backend.host;

/// Numbers of elements, which are floats that hold integers.
public final class HostIds {
  private HostIds() {}

  /// `ids[i]` as an integer.
  ///
  /// @throws IndexOutOfBoundsException unless it is one from 0 to bound − 1
  public static int at(HostBuffer ids, int i, int bound) {
    float value = ids.get(i);
    int id = (int) value;
    if (id != value || id < 0 || id >= bound) {
      throw new IndexOutOfBoundsException(
          "indexing: id " + value + " at place " + i + " is not one of 0 … " + (bound - 1));
    }
    return id;
  }
}
