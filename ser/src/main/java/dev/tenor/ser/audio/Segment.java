package dev.tenor.ser.audio;

/// A part of a recording, in seconds from its beginning.
///
/// @param start where it begins, at least 0
/// @param end where it ends, infinite for the end of the recording
public record Segment(double start, double end) {
  /// All of a recording.
  public static final Segment WHOLE = new Segment(0, Double.POSITIVE_INFINITY);

  public Segment {
    if (!(start >= 0) || Double.isInfinite(start) || !(end > start)) {
      throw new IllegalArgumentException(
          "segment: from " + start + " s to " + end + " s; the end must be after the start");
    }
  }

  /// The length, infinite where the end is.
  public double seconds() {
    return end - start;
  }

  public boolean isWhole() {
    return equals(WHOLE);
  }
}
