package dev.tenor.ser.corpus;

import java.util.List;

/// A column of a manifest, the first of its names being the documented one.
enum Column {
  PATH("path", "file", "filename", "wav", "audio"),
  EMOTION("emotion", "label", "labels", "emo"),
  SPEAKER("speaker", "speaker_id", "spk"),
  KEY("key"),
  SESSION("session", "session_id"),
  TEXT("text", "sentence", "transcript"),
  GENDER("gender", "sex"),
  SECONDS("duration_s", "duration", "seconds", "length"),
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

  /// Whether `name`, in lower case, means this column.
  boolean isNamed(String name) {
    return names.contains(name);
  }
}
