package dev.tenor.ser.corpus.manifest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Writes any corpus as a manifest, which the corpora `csv` and `jsonl` read again: the same keys,
/// speakers, dialogues and parts in the same order, with classes for emotions.
public final class ManifestFile {
  private static final JsonMapper JSON = new JsonMapper();

  private ManifestFile() {}

  /// Writes a CSV, or JSON lines where the name ends with `.jsonl`.
  ///
  /// @throws IllegalArgumentException if the name ends with neither `.csv` nor `.jsonl`
  public static void write(Listing listing, Path file) throws IOException {
    String name = file.getFileName().toString();
    String text;
    if (name.endsWith(".csv")) {
      text = csv(listing, file);
    } else if (name.endsWith(".jsonl")) {
      text = jsonl(listing, file);
    } else {
      throw new IllegalArgumentException(file + ": name a .csv or a .jsonl file");
    }
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String csv(Listing listing, Path file) throws IOException {
    List<Column> columns =
        Stream.of(Column.values())
            .filter(c -> listing.utterances().stream().anyMatch(u -> row(u, file).containsKey(c)))
            .toList();
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(columns.stream().map(Column::title).toList());
      for (Utterance utterance : listing.inListOrder()) {
        Map<Column, String> row = row(utterance, file);
        csv.writeRecord(columns.stream().map(c -> row.getOrDefault(c, "")).toList());
      }
    }
    return text.toString();
  }

  private static String jsonl(Listing listing, Path file) {
    StringBuilder text = new StringBuilder();
    for (Utterance utterance : listing.inListOrder()) {
      ObjectNode line = JSON.createObjectNode();
      row(utterance, file).forEach((column, value) -> line.put(column.title(), value));
      text.append(line).append('\n');
    }
    return text.toString();
  }

  private static Map<Column, String> row(Utterance u, Path file) {
    Map<Column, String> row = new EnumMap<>(Column.class);
    row.put(Column.PATH, path(u.audio(), file));
    row.put(Column.EMOTION, u.emotion());
    row.put(Column.SPEAKER, u.speaker());
    row.put(Column.KEY, u.key());
    put(row, Column.SESSION, u.session());
    put(row, Column.TEXT, u.text());
    put(row, Column.GENDER, u.gender());
    if (u.segment().isWhole()) {
      put(row, Column.SECONDS, u.seconds());
    } else {
      row.put(Column.START, Timestamp.plain(u.segment().start()));
      if (Double.isFinite(u.segment().end())) {
        row.put(Column.END, Timestamp.plain(u.segment().end()));
      }
    }
    put(row, Column.PART, u.part());
    if (u.turn() != null) {
      row.put(Column.DIALOGUE, u.turn().dialogue());
      put(row, Column.SCENARIO, u.turn().scenario());
      row.put(Column.ROLE, u.turn().role());
      put(row, Column.TURN, u.turn().index());
    }
    return row;
  }

  private static void put(Map<Column, String> row, Column column, Object value) {
    if (value != null) {
      row.put(column, value.toString());
    }
  }

  /// Relative to the manifest's folder where that is possible, so that both can be moved together.
  private static String path(Path audio, Path manifest) {
    Path folder = manifest.toAbsolutePath().normalize().getParent();
    Path file = audio.toAbsolutePath().normalize();
    boolean sameRoot = folder.getRoot().equals(file.getRoot());
    return (sameRoot ? folder.relativize(file) : file).toString().replace('\\', '/');
  }
}
