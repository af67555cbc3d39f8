package dev.tenor.ser.corpus;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.CsvColumns.Column;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Turns a manifest's lines into utterances. A malformed line stops at once with its number; files
/// that are missing and labels that are unknown are collected and told together.
final class CsvRows {
  private final Path csv;
  private final Path root;
  private final LabelMap labels;
  private final CsvColumns columns;
  private final List<Utterance> utterances = new ArrayList<>();
  private final SortedMap<String, Integer> leftOut = new TreeMap<>();
  private final SortedMap<String, Integer> unknown = new TreeMap<>();
  private final Problems missing = new Problems();
  private final Map<Path, Long> lineOf = new HashMap<>();

  CsvRows(Path csv, Path root, LabelMap labels, CsvColumns columns) {
    this.csv = csv;
    this.root = root;
    this.labels = labels;
    this.columns = columns;
  }

  void add(CsvRecord record) throws DataException {
    if (record.getFieldCount() != columns.width()) {
      throw error(
          record,
          "has %d fields, the header has %d; quote fields that contain a comma"
              .formatted(record.getFieldCount(), columns.width()));
    }
    String key = required(record, Column.PATH);
    Path audio = audio(record, key);
    if (!Files.isRegularFile(audio)) {
      missing.add(key);
    }
    String raw = required(record, Column.EMOTION);
    Optional<String> label = labels.classOf(raw);
    Utterance utterance =
        new Utterance(
            key,
            audio,
            label.orElse(raw),
            required(record, Column.SPEAKER),
            columns.get(record, Column.SESSION),
            columns.get(record, Column.TEXT),
            gender(columns.get(record, Column.GENDER)),
            seconds(record));
    if (label.isPresent()) {
      utterances.add(utterance);
    } else {
      (labels.leavesOut(raw) ? leftOut : unknown).merge(raw, 1, Integer::sum);
    }
  }

  Listing listing(String corpus) throws DataException {
    if (!unknown.isEmpty()) {
      throw new DataException(
          "%s: unknown labels with their counts %s; known: %s; leave a label out with 'label='"
              .formatted(csv, unknown, labels));
    }
    missing.throwIfAny(csv + ": missing audio files", "paths are relative to " + root);
    if (utterances.isEmpty()) {
      throw new DataException("%s: all utterances are left out: %s".formatted(csv, leftOut));
    }
    return new Listing(corpus, labels, utterances, leftOut, List.of());
  }

  private Path audio(CsvRecord record, String key) throws DataException {
    try {
      Path audio = root.resolve(key).normalize();
      Long first = lineOf.putIfAbsent(audio, record.getStartingLineNumber());
      if (first != null) {
        throw error(record, "repeats the path of line %d: %s".formatted(first, key));
      }
      return audio;
    } catch (InvalidPathException e) {
      throw error(record, "'%s' is no path: %s".formatted(key, e.getReason()));
    }
  }

  private String required(CsvRecord record, Column column) throws DataException {
    String value = columns.get(record, column);
    if (value == null) {
      throw error(record, "the field '%s' is empty".formatted(column.names.get(0)));
    }
    return value;
  }

  private Double seconds(CsvRecord record) throws DataException {
    String text = columns.get(record, Column.SECONDS);
    if (text == null) {
      return null;
    }
    try {
      double seconds = Double.parseDouble(text);
      if (seconds >= 0 && Double.isFinite(seconds)) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      throw error(record, "the duration '%s' is no number of seconds".formatted(text));
    }
    throw error(record, "the duration %s is not a length in seconds".formatted(text));
  }

  private static String gender(String text) {
    return switch (text == null ? null : text.toLowerCase(Locale.ROOT)) {
      case null -> null;
      case "f", "female" -> "female";
      case "m", "male" -> "male";
      case String other -> other;
    };
  }

  private DataException error(CsvRecord record, String problem) {
    return new DataException(
        "%s: line %d: %s".formatted(csv, record.getStartingLineNumber(), problem));
  }
}
