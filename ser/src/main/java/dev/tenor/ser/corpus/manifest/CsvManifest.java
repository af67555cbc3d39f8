package dev.tenor.ser.corpus.manifest;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Corpus;
import dev.tenor.ser.corpus.Folders;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Any corpus, listed in a CSV file: UTF-8 or UTF-16; commas, semicolons or tabs; one header line.
/// Columns (any order and case, with spaces or hyphens for underscores; others are ignored, with a
/// note):
///
/// | column | also | |
/// | --- | --- | --- |
/// | `path` | `file`, `filename`, `wav`, `audio` | required; relative to the CSV's folder |
/// | `emotion` | `label`, `labels`, `emo` | required; a class or an alias of the label map |
/// | `speaker` | `speaker_id`, `spk` | required |
/// | `key` | | the name in split files; the path where it is absent, `path#start-end` of a segment |
/// | `start` | `start_s`, `start_time`, `begin`, `onset`, `offset`, `start_ms` | where a segment begins: seconds or `h:mm:ss.mmm`; 0 where only its end is given |
/// | `end` | `end_s`, `end_time`, `stop`, `end_ms`; `offset` beside `onset` | where it ends; the recording's end where it is absent |
/// | `corpus` | `dataset` | where it names several, speakers, sessions, dialogues and scenarios are `corpus/code` |
/// | `session` | `session_id` | |
/// | `text` | `sentence`, `transcript` | |
/// | `gender` | `sex` | `f`, `m` and any case are understood |
/// | `duration_s` | `duration`, `seconds`, `length`, `duration_ms` | beside a start or an end the segment's length, else the recording's |
/// | `dialogue`, `turn` | `dialogue_id`, `turn_index` | both or none; the turn is a number |
/// | `scenario`, `role` | | of the dialogue; the role is the speaker where it is absent |
/// | `part` | `split`, `split_set` | the published subset: train, val or test |
public final class CsvManifest implements Corpus {
  private final Path audioRoot;

  /// Paths are relative to the folder of the CSV file.
  public CsvManifest() {
    this(null);
  }

  /// @param audioRoot the folder that paths are relative to; null for the folder of the CSV file
  public CsvManifest(Path audioRoot) {
    this.audioRoot = audioRoot;
  }

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String layout() {
    return "a CSV file with the columns path, emotion, speaker";
  }

  /// @param data the CSV file, or a folder that holds just one
  @Override
  public Listing load(Path data, LabelMap labels) throws IOException {
    Path csv = Files.isDirectory(data) ? onlyCsv(data) : data;
    CsvFile file = CsvFile.read(csv, "path,emotion,speaker");
    Path root = audioRoot != null ? audioRoot : ManifestPath.rootOf(csv);
    ManifestRows rows = new ManifestRows(this, csv, root, labels, false);
    ManifestColumns columns = ManifestColumns.of(csv, file.header());
    file.requireRows();
    rows.unused(columns.unused());
    for (CsvRecord record : file.rows()) {
      rows.add(columns.row(record));
    }
    return rows.listing();
  }

  @Override
  public boolean recognises(Path data) throws IOException {
    List<Path> files = Files.isDirectory(data) ? csvFiles(data) : List.of(data);
    if (files.size() != 1 || !isCsv(files.getFirst()) || !Files.isRegularFile(files.getFirst())) {
      return false;
    }
    try {
      Path csv = files.getFirst();
      ManifestColumns.of(csv, CsvFile.read(csv, "").header());
      return true;
    } catch (DataException _) {
      return false; // another CSV file
    }
  }

  private static Path onlyCsv(Path folder) throws IOException {
    List<Path> found = csvFiles(folder);
    if (found.size() != 1) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: holds %d CSV files %s; give the one that lists the corpus",
              folder,
              found.size(),
              found.stream().map(Path::getFileName).toList()));
    }
    return found.getFirst();
  }

  private static List<Path> csvFiles(Path folder) throws IOException {
    return Folders.list(folder).stream().filter(CsvManifest::isCsv).toList();
  }

  /// Whether a file's name says that it is a table.
  public static boolean isCsv(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".csv") || name.endsWith(".tsv");
  }
}
