package dev.tenor.engine.backend;

/// The sizes of an access by number along one axis: the source is [outer, axis, inner], what is
/// taken from it or put into it [outer, count, inner].
///
/// @param axis the numbers are 0 … axis − 1
public record IndexGeometry(int outer, int axis, int count, int inner) {
  /// The elements of the source.
  public int source() {
    return outer * axis * inner;
  }

  /// The elements taken.
  public int taken() {
    return outer * count * inner;
  }
}
