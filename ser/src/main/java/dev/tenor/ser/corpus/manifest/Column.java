package dev.tenor.ser.corpus.manifest;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A column of a manifest, the first of its names being the documented one.
public enum Column {
  PATH("path", "file", "filename", "wav", "audio"),
  EMOTION("emotion", "label", "labels", "emo"),
  SPEAKER("speaker", "speaker_id", "spk"),
  KEY("key"),
  START("start", "start_s", "start_time", "begin", "begin_time", "onset", "offset", "start_ms"),
  END("end", "end_s", "end_time", "stop", "stop_time", "end_ms"),
  CORPUS("corpus", "dataset"),
  SESSION("session", "session_id"),
  TEXT("text", "sentence", "transcript"),
  GENDER("gender", "sex"),
  SECONDS("duration_s", "duration", "seconds", "length", "duration_ms"),
  DIALOGUE("dialogue", "dialogue_id"),
  SCENARIO("scenario"),
  ROLE("role"),
  TURN("turn", "turn_index"),
  PART("part", "split", "split_set");

  static final List<Column> REQUIRED = List.of(PATH, EMOTION, SPEAKER);

  private final List<String> names;

  Column(String... names) {
    this.names = List.of(names);
  }

  /// The documented name.
  String title() {
    return names.getFirst();
  }

  /// A name as columns are compared: `Speaker ID`, also with a no-break space, is `speaker_id`.
  static String name(String title) {
    String compatible = Normalizer.normalize(title, Normalizer.Form.NFKC);
    return compatible.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
  }

  /// The column that a name means.
  ///
  /// @param name as {@link #name} gives it
  /// @param all the names beside it, likewise: `offset` is where a segment begins, as in librosa,
  ///   but where it ends beside an `onset`
  static Optional<Column> of(String name, Collection<String> all) {
    if (name.equals("offset") && all.contains("onset")) {
      return Optional.of(END);
    }
    return Stream.of(values()).filter(column -> column.names.contains(name)).findFirst();
  }

  /// The value as the documented column has it: names that end with `_ms` hold milliseconds.
  static String value(String name, String text) {
    return name.endsWith("_ms") && !text.isBlank() ? Timestamp.ofMilliseconds(text) : text;
  }
}
