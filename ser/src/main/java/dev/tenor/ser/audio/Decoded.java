package dev.tenor.ser.audio;

import java.util.List;

/// The result of decoding a recording.
///
/// @param frames samples per channel of the whole recording, also where the decoder stopped early;
///   estimated if the format does not state it
/// @param warnings recoverable problems of the file, each in a few words
record Decoded(double frames, List<String> warnings) {
  /// The recorder crashed, was switched off or wrote to a pipe.
  static final String NEVER_COMPLETED =
      "its header does not say the length: read to the end of the file";

  Decoded {
    warnings = List.copyOf(warnings);
  }

  static Decoded of(double frames) {
    return new Decoded(frames, List.of());
  }

  /// The same with a warning, unless that is null.
  Decoded warn(String warning) {
    return warning == null ? this : new Decoded(frames, List.of(warning));
  }
}
