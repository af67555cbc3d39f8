package dev.tenor.ser.corpus;

import dev.tenor.ser.DataException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Turns a manifest's rows into utterances. A malformed row stops at once with its line number;
/// files that are missing and labels that are unknown are collected and told together.
final class ManifestRows {
  private final Path file;
  private final Path root;
  private final LabelMap labels;
  private final boolean anyLabel;
  private final Collector collector;
  private final SortedMap<String, Integer> unknown = new TreeMap<>();
  private final Problems missing = new Problems();
  private final Map<Path, Long> lineOf = new HashMap<>();

  /// @param file the manifest
  /// @param root what paths are relative to
  /// @param anyLabel whether emotions that the labels do not name are left out, as for corpora with
  ///   words of their own, or refused
  ManifestRows(Corpus corpus, Path file, Path root, LabelMap labels, boolean anyLabel) {
    this.file = file;
    this.root = root;
    this.labels = labels;
    this.anyLabel = anyLabel;
    this.collector = new Collector(corpus, labels);
  }

  void add(ManifestRow row) throws DataException {
    String path = required(row, Column.PATH);
    Path audio = audio(row, path);
    if (!Files.isRegularFile(audio)) {
      missing.add(path);
    }
    String raw = required(row, Column.EMOTION);
    String key = row.get(Column.KEY) == null ? path : row.get(Column.KEY);
    Utterance utterance =
        new Utterance(
            key,
            audio,
            raw,
            required(row, Column.SPEAKER),
            row.get(Column.SESSION),
            row.get(Column.TEXT),
            gender(row.get(Column.GENDER)),
            seconds(row),
            turn(row),
            part(row));
    if (anyLabel || labels.classOf(raw).isPresent() || labels.leavesOut(raw)) {
      collector.add(utterance);
    } else {
      unknown.merge(raw, 1, Integer::sum);
    }
  }

  /// Counts a row that is left out for another reason than its emotion.
  void count(String kind) {
    collector.count(kind);
  }

  Listing listing() throws DataException {
    if (!unknown.isEmpty()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: unknown labels with their counts %s; known: %s; leave a label out with 'label='",
              file,
              unknown,
              labels));
    }
    missing.throwIfAny(file + ": missing audio files", "paths are relative to " + root);
    try {
      return collector.listingInOrder(file);
    } catch (IllegalArgumentException e) { // a key that occurs twice
      throw new DataException(file + ": " + e.getMessage(), e);
    }
  }

  private Path audio(ManifestRow row, String path) throws DataException {
    try {
      Path audio = root.resolve(path).normalize();
      Long first = lineOf.putIfAbsent(audio, row.line());
      if (first != null) {
        throw error(
            row, String.format(Locale.ROOT, "repeats the path of line %d: %s", first, path));
      }
      return audio;
    } catch (InvalidPathException e) {
      throw error(row, String.format(Locale.ROOT, "'%s' is no path: %s", path, e.getReason()));
    }
  }

  private String required(ManifestRow row, Column column) throws DataException {
    String value = row.get(column);
    if (value == null) {
      throw error(row, String.format(Locale.ROOT, "the field '%s' is empty", column.title()));
    }
    return value;
  }

  private Turn turn(ManifestRow row) throws DataException {
    String dialogue = row.get(Column.DIALOGUE);
    if (dialogue == null) {
      return null;
    }
    String role = row.get(Column.ROLE) == null ? row.get(Column.SPEAKER) : row.get(Column.ROLE);
    String index = required(row, Column.TURN);
    try {
      return new Turn(dialogue, row.get(Column.SCENARIO), role, Integer.parseInt(index));
    } catch (NumberFormatException e) {
      throw error(row, String.format(Locale.ROOT, "the turn '%s' is no whole number", index));
    }
  }

  private String part(ManifestRow row) throws DataException {
    String part = row.get(Column.PART);
    return switch (part == null ? null : part.toLowerCase(Locale.ROOT)) {
      case null -> null;
      case "train", "training" -> "train";
      case "val", "valid", "validation", "dev", "development", "evaluation" -> "val";
      case "test" -> "test";
      default ->
          throw error(
              row, String.format(Locale.ROOT, "the part '%s' is not train, val or test", part));
    };
  }

  private Double seconds(ManifestRow row) throws DataException {
    String text = row.get(Column.SECONDS);
    if (text == null) {
      return null;
    }
    try {
      double seconds = Double.parseDouble(text);
      if (seconds >= 0 && Double.isFinite(seconds)) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      throw error(
          row, String.format(Locale.ROOT, "the duration '%s' is no number of seconds", text));
    }
    throw error(
        row, String.format(Locale.ROOT, "the duration %s is not a length in seconds", text));
  }

  private static String gender(String text) {
    return switch (text == null ? null : text.toLowerCase(Locale.ROOT)) {
      case null -> null;
      case "f", "female" -> "female";
      case "m", "male" -> "male";
      case String other -> other;
    };
  }

  private DataException error(ManifestRow row, String problem) {
    return new DataException(
        String.format(Locale.ROOT, "%s: line %d: %s", file, row.line(), problem));
  }
}
