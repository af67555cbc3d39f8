package dev.tenor.ser.corpus;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Any corpus, listed in a CSV file: UTF-8, commas, one header line. Columns (any order, further
/// ones are ignored):
///
/// | column | also | |
/// | --- | --- | --- |
/// | `path` | `file`, `filename`, `wav` | required; relative to the CSV's folder |
/// | `emotion` | `label` | required; a class or an alias of the label map |
/// | `speaker` | `speaker_id`, `spk` | required |
/// | `session` | `session_id` | |
/// | `text` | `sentence`, `transcript` | |
/// | `gender` | `sex` | `f`, `m` and any case are understood |
/// | `duration_s` | `duration`, `seconds` | |
public final class CsvManifest implements Corpus {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

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
    List<CsvRecord> records = parse(csv, read(csv));
    if (records.isEmpty()) {
      throw new DataException(csv + ": is empty; expected a header: path,emotion,speaker");
    }
    if (records.size() == 1) {
      throw new DataException(csv + ": has a header and no utterance");
    }
    Path root = audioRoot != null ? audioRoot : csv.toAbsolutePath().getParent();
    CsvRows rows = new CsvRows(csv, root, labels, CsvColumns.of(csv, records.getFirst()));
    for (CsvRecord record : records.subList(1, records.size())) {
      rows.add(record);
    }
    return rows.listing(name());
  }

  private static String read(Path csv) throws IOException {
    try {
      String text = Files.readString(csv);
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw new DataException(csv + ": no such file; give a CSV manifest", e);
    } catch (CharacterCodingException e) {
      throw new DataException(csv + ": is not UTF-8 text; save the manifest as UTF-8", e);
    }
  }

  private static List<CsvRecord> parse(Path csv, String text) throws IOException {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .skipEmptyLines(true)
            .ofCsvRecord(text)) {
      return reader.stream().toList();
    } catch (CsvParseException e) {
      String cause = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new DataException("%s: is no CSV file: %s".formatted(csv, cause), e);
    }
  }

  private static Path onlyCsv(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files
              .filter(f -> f.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv"))
              .map(Path::getFileName)
              .sorted()
              .toList();
      if (found.size() != 1) {
        throw new DataException(
            "%s: holds %d CSV files %s; give the one that lists the corpus"
                .formatted(folder, found.size(), found));
      }
      return folder.resolve(found.getFirst());
    }
  }
}
