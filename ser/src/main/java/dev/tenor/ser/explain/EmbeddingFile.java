package dev.tenor.ser.explain;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.explain.Embedder.Embedding;
import dev.tenor.ser.export.NpyFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Where embeddings are written to: all into one file, or each into a file of its own in a folder.
public final class EmbeddingFile {
  private static final String CSV = ".csv";
  private static final String NPY = ".npy";

  private final Path out;
  private final String format; // .csv, .npy or, for a folder, nothing
  private final List<Embedding> kept = new ArrayList<>();
  private final Map<String, Integer> names = new HashMap<>();
  private int rows;

  private EmbeddingFile(Path out, String format) {
    this.out = out;
    this.format = format;
  }

  /// @param out `F.csv`, `F.npy` or a folder
  /// @param vectors whether every embedding is a vector
  /// @throws IllegalArgumentException if that is no place for such embeddings
  /// @throws IOException if it cannot be written
  public static EmbeddingFile of(Path out, boolean vectors) throws IOException {
    String name = out.toString().toLowerCase(Locale.ROOT);
    String format = name.endsWith(CSV) ? CSV : name.endsWith(NPY) ? NPY : "";
    if (vectors && format.isEmpty()) {
      throw new IllegalArgumentException("--out " + out + " ends neither in .csv nor in .npy");
    }
    if (!vectors && format.equals(CSV)) {
      throw new IllegalArgumentException(
          "--out " + out + ": a table takes vectors; use --pool mean, F.npy or a folder");
    }
    if (format.isEmpty()) {
      Files.createDirectories(out);
    } else {
      AtomicFile.check(out);
    }
    return new EmbeddingFile(out, format);
  }

  /// The embeddings so far.
  public int rows() {
    return rows;
  }

  /// Adds those of one recording.
  public void add(List<Embedding> windows) throws IOException {
    rows += windows.size();
    if (!format.isEmpty()) {
      kept.addAll(windows);
      return;
    }
    for (Embedding e : windows) {
      String name = e.file().getFileName().toString();
      if (windows.size() > 1) {
        name += String.format(Locale.ROOT, "@%.2f", e.start());
      }
      int earlier = names.merge(name, 1, Integer::sum) - 1;
      String unique = earlier == 0 ? name : name + " (" + (earlier + 1) + ")";
      Activation a = e.activation();
      NpyFile.write(out.resolve(unique + NPY), a.values(), a.shape());
    }
  }

  /// Writes what is not written yet.
  ///
  /// @throws IllegalArgumentException if there are several arrays for one file
  public void write() throws IOException {
    if (format.equals(CSV)) {
      csv(out, true);
    } else if (format.equals(NPY) && kept.getFirst().activation().shape().length > 1) {
      if (kept.size() > 1) {
        throw new IllegalArgumentException(
            "--out "
                + out
                + " takes the array of one window, there are "
                + kept.size()
                + "; name a folder, or use --pool mean");
      }
      Activation a = kept.getFirst().activation();
      NpyFile.write(out, a.values(), a.shape());
    } else if (format.equals(NPY)) {
      matrix();
    }
  }

  private void matrix() throws IOException {
    int dim = kept.getFirst().activation().values().length;
    float[] values = new float[kept.size() * dim];
    for (int i = 0; i < kept.size(); i++) {
      System.arraycopy(kept.get(i).activation().values(), 0, values, i * dim, dim);
    }
    NpyFile.write(out, values, kept.size(), dim);
    String name = out.getFileName().toString();
    String stem = name.substring(0, name.length() - NPY.length());
    csv(out.resolveSibling(stem + ".rows.csv"), false);
  }

  private void csv(Path file, boolean withValues) throws IOException {
    int dim = withValues ? kept.getFirst().activation().values().length : 0;
    AtomicFile.write(
        file,
        bytes -> {
          Writer text = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
          CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
          List<String> header = new ArrayList<>(List.of("file", "start", "end"));
          for (int i = 0; i < dim; i++) {
            header.add(Integer.toString(i));
          }
          csv.writeRecord(header);
          for (Embedding e : kept) {
            csv.writeRecord(row(e, dim));
          }
          csv.flush();
        });
  }

  private static List<String> row(Embedding e, int dim) {
    List<String> row = new ArrayList<>(List.of(e.file().toString()));
    row.add(String.format(Locale.ROOT, "%.3f", e.start()));
    row.add(String.format(Locale.ROOT, "%.3f", e.end()));
    for (int i = 0; i < dim; i++) {
      row.add(Float.toString(e.activation().values()[i]));
    }
    return row;
  }
}
