package dev.tenor.ser.corpus.manifest;

import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.corpus.Collector;
import dev.tenor.ser.corpus.Corpus;
import dev.tenor.ser.corpus.LabelAdvice;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.OtherFormat;
import dev.tenor.ser.corpus.Problems;
import dev.tenor.ser.corpus.Turn;
import dev.tenor.ser.corpus.Utterance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Converts a manifest's rows to utterances. A malformed row is an error at once, with its line
/// number; missing files and unknown labels are collected and reported together.
public final class ManifestRows {
  private final Path file;
  private final Path root;
  private final LabelMap labels;
  private final boolean anyLabel;
  private final Collector collector;
  private final SortedMap<String, Integer> unknown = new TreeMap<>();
  private final Problems missing = new Problems();
  private final Map<AudioSource, Long> lineOf = new HashMap<>();
  private final Map<String, Long> lineOfKey = new HashMap<>();
  private final List<ManifestRow> rows = new ArrayList<>();
  private final SortedSet<String> corpora = new TreeSet<>();

  /// @param file the manifest
  /// @param root what paths are relative to
  /// @param anyLabel whether emotions that the labels do not name are left out, as for corpora with
  ///   words of their own, or refused
  public ManifestRows(Corpus corpus, Path file, Path root, LabelMap labels, boolean anyLabel) {
    this.file = file;
    this.root = root;
    this.labels = labels;
    this.anyLabel = anyLabel;
    this.collector = new Collector(corpus, labels);
  }

  /// Adds a row; {@link #listing} reports its problems.
  public void add(ManifestRow row) {
    rows.add(row);
    corpora.add(row.get(Column.CORPUS) == null ? "" : row.get(Column.CORPUS));
  }

  /// Adds a note about columns that are not used.
  void unused(Collection<String> names) {
    if (!names.isEmpty()) {
      collector.note(file + ": columns that are not used: " + String.join(", ", names));
    }
  }

  private void read(ManifestRow row) throws DataException {
    String path = required(row, Column.PATH).replace('\\', '/');
    Path audio = audio(row);
    RowSegment stretch = segment(row);
    once(row, lineOf, new AudioSource(audio, stretch.segment()), "repeats the path of line %d: %s");
    if (!Files.isRegularFile(audio)) {
      missing.add(path);
    }
    String raw = required(row, Column.EMOTION);
    String key = row.get(Column.KEY) == null ? stretch.key(path) : row.get(Column.KEY);
    once(row, lineOfKey, key, "repeats the key of line %d: %s; give each utterance its own");
    Utterance utterance =
        new Utterance(
            key,
            audio,
            raw,
            ofCorpus(row, required(row, Column.SPEAKER)),
            ofCorpus(row, row.get(Column.SESSION)),
            row.get(Column.TEXT),
            gender(row.get(Column.GENDER)),
            stretch.seconds(),
            turn(row),
            part(row),
            stretch.segment(),
            row.get(Column.CORPUS));
    if (anyLabel || labels.classOf(raw).isPresent() || labels.leavesOut(raw)) {
      collector.add(utterance);
    } else {
      unknown.merge(raw, 1, Integer::sum);
    }
  }

  /// Counts a row that is left out for another reason than its emotion.
  public void count(String kind) {
    collector.count(kind);
  }

  /// @throws DataException for the first invalid row, for unknown labels, and for missing
  ///   recordings
  public Listing listing() throws DataException {
    for (ManifestRow row : rows) {
      read(row);
    }
    if (!unknown.isEmpty()) {
      boolean someKnown = collector.hasUtterances();
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: unknown labels with their counts %s; classes: %s; say what they are, with 'label=' for"
                  + " those to leave out: %s",
              file,
              unknown,
              String.join(", ", labels.labels()),
              LabelAdvice.of(labels, unknown.keySet(), someKnown)));
    }
    overlaps();
    missing.throwIfAny(file + ": missing audio files", "paths are relative to " + root);
    return collector.listingInOrder(file);
  }

  /// Overlapping segments may end up in different subsets of a split.
  private void overlaps() {
    List<AudioSource> sources =
        lineOf.keySet().stream()
            .sorted(
                Comparator.comparing(AudioSource::file)
                    .thenComparingDouble(source -> source.segment().start())
                    .thenComparingDouble(source -> source.segment().end()))
            .toList();
    List<String> overlapping = new ArrayList<>();
    double reached = 0;
    for (int i = 1; i < sources.size(); i++) {
      AudioSource before = sources.get(i - 1);
      AudioSource source = sources.get(i);
      boolean same = before.file().equals(source.file());
      reached = same ? Math.max(reached, before.segment().end()) : 0;
      if (same && source.segment().start() < reached) {
        overlapping.add("line " + lineOf.get(source) + ", " + source.file().getFileName());
      }
    }
    if (!overlapping.isEmpty()) {
      collector.note(
          String.format(
              Locale.ROOT,
              "%s: segments that overlap another one of their recording: %d (first: %s)",
              file,
              overlapping.size(),
              overlapping.getFirst()));
    }
  }

  /// Codes of several corpora are kept apart.
  private String ofCorpus(ManifestRow row, String code) {
    String corpus = row.get(Column.CORPUS);
    return corpora.size() < 2 || corpus == null || code == null ? code : corpus + "/" + code;
  }

  private Path audio(ManifestRow row) throws DataException {
    try {
      Path audio = new ManifestPath(root).resolve(row.get(Column.PATH));
      return anyLabel ? OtherFormat.of(audio) : audio;
    } catch (IllegalArgumentException e) {
      throw error(row, e.getMessage());
    }
  }

  private RowSegment segment(ManifestRow row) throws DataException {
    try {
      return RowSegment.of(row);
    } catch (IllegalArgumentException e) {
      throw error(row, e.getMessage());
    }
  }

  private <T> void once(ManifestRow row, Map<T, Long> lines, T value, String problem)
      throws DataException {
    Long first = lines.putIfAbsent(value, row.line());
    if (first != null) {
      String name = value instanceof String key ? key : row.get(Column.PATH);
      throw error(row, String.format(Locale.ROOT, problem, first, name));
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
      return new Turn(
          ofCorpus(row, dialogue),
          ofCorpus(row, row.get(Column.SCENARIO)),
          role,
          Integer.parseInt(index));
    } catch (NumberFormatException e) {
      throw error(row, String.format(Locale.ROOT, "the turn '%s' is not a whole number", index));
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
