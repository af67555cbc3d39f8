package dev.tenor.ser.run;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tenor.engine.io.AtomicFile;
import dev.tenor.engine.io.Sha256;
import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.AudioFacts;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.data.Dataset;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.split.Split;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The utterances of a run as a CSV: one line per utterance with its subset, label, speaker, and
/// the hash of the decoded samples. A resumed run must find all of it unchanged.
final class UtteranceFile {
  private static final List<String> HEADER =
      List.of(
          "key",
          "side",
          "emotion",
          "speaker",
          "sha256",
          "seconds",
          "heard_seconds",
          "recording",
          "notes");
  private static final String SKIPPED = "skipped: ";
  private static final int COMPARED = 5;
  private static final int LISTED = 5;

  private final Map<String, List<String>> rows;

  private UtteranceFile(Map<String, List<String>> rows) {
    this.rows = rows;
  }

  /// @param recordings utterance key → hash that is equal for identical recordings, see
  ///   [dev.tenor.ser.audit.IdenticalRecordings]
  static UtteranceFile of(
      Listing listing, Split split, Dataset data, Map<String, String> recordings) {
    Map<String, List<String>> rows = new TreeMap<>();
    for (Utterance u : listing.utterances()) {
      List<String> row = new ArrayList<>(List.of(u.key(), split.sides().get(u.key()).toString()));
      row.addAll(List.of(u.emotion(), u.speaker()));
      AudioFacts facts = data.facts().get(u.key());
      row.addAll(
          facts == null
              ? List.of("", "", "", "", SKIPPED + data.skipped().get(u.key()))
              : List.of(
                  facts.sha256(),
                  String.format(Locale.ROOT, "%.3f", facts.seconds()),
                  String.format(Locale.ROOT, "%.3f", facts.heardSeconds()),
                  recordings.getOrDefault(u.key(), ""),
                  String.join("; ", facts.problems())));
      rows.put(u.key(), row);
    }
    return new UtteranceFile(rows);
  }

  /// Replaces `file` as a whole.
  void write(Path file) throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(HEADER);
      rows.values().forEach(csv::writeRecord);
    }
    AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /// @throws DataException if the file is damaged
  static UtteranceFile read(Path file) throws IOException {
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(Files.readString(file))) {
      List<List<String>> lines = reader.stream().map(CsvRecord::getFields).toList();
      if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
        throw new DataException(file + ": is damaged; start a new run");
      }
      Map<String, List<String>> rows = new TreeMap<>();
      for (List<String> line : lines.subList(1, lines.size())) {
        if (line.size() != HEADER.size()) {
          throw new DataException(file + ": is damaged; start a new run");
        }
        rows.put(line.getFirst(), line);
      }
      return new UtteranceFile(rows);
    } catch (CsvParseException e) {
      throw new DataException(file + ": is damaged (" + e.getMessage() + "); start a new run", e);
    }
  }

  /// Utterance key → hash that is equal for identical recordings, of those that were compared.
  Map<String, String> recordings() {
    Map<String, String> recordings = new TreeMap<>();
    rows.forEach((key, row) -> recordings.put(key, row.get(HEADER.indexOf("recording"))));
    recordings.values().removeIf(String::isEmpty);
    return recordings;
  }

  /// The keys of utterances that could not be read and were left out → why.
  SortedMap<String, String> skipped() {
    SortedMap<String, String> skipped = new TreeMap<>();
    rows.forEach((key, row) -> {
      if (row.get(HEADER.indexOf("sha256")).isEmpty()) {
        skipped.put(key, row.getLast().replaceFirst("^" + SKIPPED, ""));
      }
    });
    return skipped;
  }

  /// SHA-256 over keys, emotions, speakers and decoded samples of all utterances, in hexadecimal.
  String corpusDigest() {
    return digest("key", "emotion", "speaker", "sha256");
  }

  /// SHA-256 over keys and subsets, likewise.
  String splitDigest() {
    return digest("key", "side");
  }

  private String digest(String... columns) {
    List<Integer> chosen = Stream.of(columns).map(HEADER::indexOf).toList();
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows.values()) {
      chosen.forEach(column -> text.append(row.get(column)).append('\t'));
      text.append('\n');
    }
    byte[] hash = Sha256.start().digest(text.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash);
  }

  /// An utterance whose recording was read.
  record Known(String speaker, String sha256) {}

  /// Utterance key → speaker.
  SortedMap<String, String> speakers() {
    SortedMap<String, String> speakers = new TreeMap<>();
    rows.forEach((key, row) -> speakers.put(key, row.get(HEADER.indexOf("speaker"))));
    return speakers;
  }

  /// Those of a subset.
  List<Known> known(Side side) {
    return rows.values().stream()
        .filter(row -> row.get(HEADER.indexOf("side")).equals(side.toString()))
        .map(
            row -> new Known(row.get(HEADER.indexOf("speaker")), row.get(HEADER.indexOf("sha256"))))
        .filter(known -> !known.sha256().isEmpty())
        .toList();
  }

  /// Checks that `now` agrees with this file.
  ///
  /// @throws DataException with the first differences if it is not
  void require(UtteranceFile now, Path file) throws DataException {
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, List<String>> row : rows.entrySet()) {
      List<String> other = now.rows.get(row.getKey());
      for (int i = 1; other != null && i < COMPARED; i++) {
        if (!row.getValue().get(i).equals(other.get(i))) {
          differences.add(difference(row.getKey(), i, row.getValue().get(i), other.get(i)));
        }
      }
      if (other == null) {
        differences.add(row.getKey() + ": is gone");
      }
    }
    now.rows.keySet().stream()
        .filter(key -> !rows.containsKey(key))
        .forEach(key -> differences.add(key + ": is new"));
    if (!differences.isEmpty()) {
      String more = differences.size() > LISTED ? "; …" : "";
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: the corpus has changed since, in %d places: %s%s; restore it or start a new run",
              file,
              differences.size(),
              String.join("; ", differences.subList(0, Math.min(LISTED, differences.size()))),
              more));
    }
  }

  private static String difference(String key, int column, String then, String now) {
    if (HEADER.get(column).equals("sha256")) {
      return key + (now.isEmpty() ? ": cannot be read now" : ": holds other audio");
    }
    return String.format(Locale.ROOT, "%s: %s was %s, is %s", key, HEADER.get(column), then, now);
  }
}
