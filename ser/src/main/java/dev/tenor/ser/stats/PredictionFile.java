package dev.tenor.ser.stats;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.DataException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Predictions as a CSV: `key`, `truth`, `predicted`, and a column `p_LABEL` for each class.
public final class PredictionFile {
  private static final String PROBABILITY = "p_";
  private static final List<String> FIRST = List.of("key", "truth", "predicted");

  private PredictionFile() {}

  /// Replaces `file` as a whole.
  public static void write(Path file, Predictions predictions) throws IOException {
    List<String> labels = predictions.labels();
    int[] predicted = predictions.predicted();
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      List<String> header = new ArrayList<>(FIRST);
      labels.forEach(label -> header.add(PROBABILITY + label));
      csv.writeRecord(header);
      for (int i = 0; i < predictions.size(); i++) {
        List<String> row = new ArrayList<>(List.of(predictions.keys().get(i)));
        row.add(labels.get(predictions.truth()[i]));
        row.add(labels.get(predicted[i]));
        for (float p : predictions.probabilities()[i]) {
          row.add(Float.toString(p));
        }
        csv.writeRecord(row);
      }
    }
    AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /// @throws DataException if the file holds no predictions
  public static Predictions read(Path file) throws IOException {
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(Files.readString(file))) {
      List<CsvRecord> rows = reader.stream().toList();
      List<String> header = rows.isEmpty() ? List.of() : rows.getFirst().getFields();
      if (header.size() < 5 || !header.subList(0, 3).equals(FIRST)) {
        throw new DataException(file + ": holds no predictions; expected key,truth,predicted,p_…");
      }
      List<String> labels =
          header.subList(3, header.size()).stream()
              .map(name -> name.substring(PROBABILITY.length()))
              .toList();
      return parse(file, labels, rows.subList(1, rows.size()));
    } catch (CsvParseException e) {
      throw new DataException(file + ": is not a CSV file: " + e.getMessage(), e);
    }
  }

  private static Predictions parse(Path file, List<String> labels, List<CsvRecord> rows)
      throws DataException {
    List<String> keys = new ArrayList<>();
    int[] truth = new int[rows.size()];
    float[][] probabilities = new float[rows.size()][labels.size()];
    for (int i = 0; i < rows.size(); i++) {
      CsvRecord row = rows.get(i);
      keys.add(row.getField(0));
      truth[i] = labels.indexOf(row.getField(1));
      try {
        for (int k = 0; k < labels.size(); k++) {
          probabilities[i][k] = Float.parseFloat(row.getField(3 + k));
        }
      } catch (NumberFormatException e) {
        truth[i] = -1;
      }
      if (truth[i] < 0) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: line %d: is damaged; evaluate the run again",
                file,
                row.getStartingLineNumber()));
      }
    }
    return new Predictions(labels, keys, truth, probabilities);
  }
}
