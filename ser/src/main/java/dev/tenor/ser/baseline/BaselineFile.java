package dev.tenor.ser.baseline;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.DataException;
import dev.tenor.ser.stats.Predictions;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The answers of the acoustic baselines as a CSV: `key`, `truth`, and the answer of each baseline
/// in a column of its name. With them a baseline can be compared utterance by utterance.
public final class BaselineFile {
  private static final List<String> FIRST = List.of("key", "truth");

  private BaselineFile() {}

  /// Replaces `file` as a whole.
  ///
  /// @param scores with answers to the same utterances, at least one
  public static void write(Path file, List<AcousticScore> scores) throws IOException {
    Predictions any = scores.getFirst().answers();
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      List<String> header = new ArrayList<>(FIRST);
      scores.forEach(s -> header.add(s.name()));
      csv.writeRecord(header);
      List<int[]> predicted = scores.stream().map(s -> s.answers().predicted()).toList();
      for (int i = 0; i < any.size(); i++) {
        List<String> row = new ArrayList<>(List.of(any.keys().get(i)));
        row.add(any.labels().get(any.truth()[i]));
        for (int[] answers : predicted) {
          row.add(any.labels().get(answers[i]));
        }
        csv.writeRecord(row);
      }
    }
    AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /// Name → answers, each as probable as can be.
  ///
  /// @param labels the classes
  /// @throws DataException if the file is damaged
  public static Map<String, Predictions> read(Path file, List<String> labels) throws IOException {
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(Files.readString(file))) {
      List<List<String>> rows = reader.stream().map(CsvRecord::getFields).toList();
      if (rows.isEmpty() || !rows.getFirst().subList(0, 2).equals(FIRST)) {
        throw new DataException(file + ": holds no answers of baselines; delete it");
      }
      Map<String, Predictions> answers = new LinkedHashMap<>();
      for (int c = FIRST.size(); c < rows.getFirst().size(); c++) {
        answers.put(rows.getFirst().get(c), column(rows.subList(1, rows.size()), c, labels));
      }
      return answers;
    } catch (CsvParseException | IndexOutOfBoundsException e) {
      throw new DataException(file + ": is damaged (" + e.getMessage() + "); delete it", e);
    }
  }

  private static Predictions column(List<List<String>> rows, int c, List<String> labels) {
    float[][] certain = new float[rows.size()][labels.size()];
    for (int i = 0; i < rows.size(); i++) {
      certain[i][labels.indexOf(rows.get(i).get(c))] = 1;
    }
    return new Predictions(
        labels,
        rows.stream().map(List::getFirst).toList(),
        rows.stream().mapToInt(row -> labels.indexOf(row.get(1))).toArray(),
        certain);
  }
}
