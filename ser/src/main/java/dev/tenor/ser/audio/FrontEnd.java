package dev.tenor.ser.audio;

import java.util.function.Function;

/// What is computed of every recording: a matrix of a fixed size, in one row where it is a vector.
public interface FrontEnd {
  /// How much of a recording is used.
  double seconds();

  /// Values per row.
  int columns();

  /// Values of a recording, a multiple of [#columns].
  int numel();

  /// All that determines the values, as text: part of the keys of the feature cache.
  String settings();

  /// A function from clips to values `[numel]`, row-major. It may hold scratch: one per thread.
  Function<AudioClip, float[]> worker();
}
