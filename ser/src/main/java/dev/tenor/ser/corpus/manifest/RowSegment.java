package dev.tenor.ser.corpus.manifest;

import dev.tenor.ser.audio.Segment;
import java.util.Locale;
import java.util.OptionalDouble;

/// The segment of a recording that a row describes, and its duration according to the row.
///
/// @param seconds null if the row has no duration
record RowSegment(Segment segment, Double seconds) {
  /// How far a duration may be from the difference of the times, as both are rounded.
  private static final double TOLERANCE = 0.0101;

  /// @throws IllegalArgumentException saying what is wrong with the row's times
  static RowSegment of(ManifestRow row) {
    Double start = time(row, Column.START);
    Double end = time(row, Column.END);
    Double length = time(row, Column.SECONDS);
    if (start == null && end == null) {
      return new RowSegment(Segment.WHOLE, length);
    }
    double from = start == null ? 0 : start;
    if (end != null && end <= from) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the segment ends at %s s and starts at %s s; it must end after its start",
              Timestamp.plain(end),
              Timestamp.plain(from)));
    }
    if (length != null && end == null) {
      if (length == 0) {
        throw new IllegalArgumentException("the segment has a duration of 0 s; it must be longer");
      }
      end = Timestamp.round(from + length);
    }
    if (length != null && Math.abs(end - from - length) > TOLERANCE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "from %s s to %s s are %s s, the duration is %s s; correct one or leave it out",
              Timestamp.plain(from),
              Timestamp.plain(end),
              Timestamp.plain(Timestamp.round(end - from)),
              Timestamp.plain(length)));
    }
    Segment segment = new Segment(from, end == null ? Double.POSITIVE_INFINITY : end);
    boolean open = Double.isInfinite(segment.end());
    return new RowSegment(
        segment, open ? null : Double.valueOf(Timestamp.round(segment.seconds())));
  }

  private static Double time(ManifestRow row, Column column) {
    String text = row.get(column);
    if (text == null) {
      return null;
    }
    OptionalDouble seconds = Timestamp.seconds(text);
    String name = column == Column.SECONDS ? "duration" : column.title();
    if (seconds.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "the %s '%s' is not a time; write seconds or h:mm:ss.mmm", name, text));
    }
    if (seconds.getAsDouble() < 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "the %s %s is before the recording begins", name, text));
    }
    return seconds.getAsDouble();
  }

  /// The key of a segment: `path#start-end`; that of a whole recording is its path.
  String key(String path) {
    return segment.isWhole()
        ? path
        : path + "#" + Timestamp.plain(segment.start()) + "-" + Timestamp.plain(segment.end());
  }
}
