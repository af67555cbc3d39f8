package dev.tenor.ser.audio;

import java.nio.file.Path;
import java.util.Objects;

/// A recording, or a segment of one.
public record AudioSource(Path file, Segment segment) {
  public AudioSource {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(segment, "segment");
  }

  /// A whole recording.
  public static AudioSource of(Path file) {
    return new AudioSource(file, Segment.WHOLE);
  }
}
