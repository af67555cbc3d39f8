package dev.tenor.ser.split;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The subsets of all folds side by side, for other tools: a CSV with the columns `path`, `fold0`,
/// `fold1`, …, one line per utterance, in the order of the list that the corpus was read from.
public final class SidesTable {
  private SidesTable() {}

  /// Replaces `file` as a whole.
  public static void write(Path file, Listing corpus, List<Split> folds) throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      List<String> header = new ArrayList<>(List.of("path"));
      folds.forEach(split -> header.add("fold" + split.fold()));
      csv.writeRecord(header);
      for (Utterance utterance : corpus.inListOrder()) {
        List<String> row = new ArrayList<>(List.of(utterance.key()));
        folds.forEach(split -> row.add(split.sides().get(utterance.key()).toString()));
        csv.writeRecord(row);
      }
    }
    AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
