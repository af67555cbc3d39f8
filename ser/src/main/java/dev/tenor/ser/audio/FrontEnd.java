package dev.tenor.ser.audio;

import java.io.IOException;
import java.util.function.Function;

/// What is computed of every recording: a matrix in one row where it is a vector.
public interface FrontEnd {
  /// How much of a recording is used.
  double seconds();

  /// To which recordings are resampled.
  int sampleRate();

  /// Values per row.
  int columns();

  /// Values of a recording of that length, the most there are; a multiple of [#columns].
  int numel();

  /// All that determines the values, as text: part of the keys of the feature cache.
  String settings();

  /// What is computed of a recording that was read.
  ///
  /// @param worker from [#worker], of this thread
  /// @throws IOException if a file beside the recording is needed and cannot be read
  default float[] features(AudioSource source, AudioClip clip, Function<AudioClip, float[]> worker)
      throws IOException {
    return worker.apply(clip);
  }

  /// Whether the values follow from the recording and the settings alone, so that they can be kept.
  default boolean isFunctionOfAudio() {
    return true;
  }

  /// A function from clips to values, row-major, at most [#numel]. It may hold scratch: one per
  /// thread.
  Function<AudioClip, float[]> worker();
}
