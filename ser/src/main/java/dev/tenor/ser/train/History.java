package dev.tenor.ser.train;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.DataException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The epochs of a run so far and the best of them; as a file a CSV with a line per epoch.
public final class History {
  private final List<EpochRecord> records = new ArrayList<>();
  private final Monitor monitor;
  private final int smoothing;
  private int best;

  /// No epoch yet.
  ///
  /// @param monitor by which the best one is chosen
  public History(Monitor monitor) {
    this(monitor, 1);
  }

  /// No epoch yet.
  ///
  /// @param smoothing how many epochs' scores are averaged, the epoch itself and those before it
  public History(Monitor monitor, int smoothing) {
    this.monitor = monitor;
    this.smoothing = smoothing;
  }

  /// No epoch yet, judged as the settings say.
  public static History of(TrainConfig config) {
    return new History(config.monitor(), config.smoothing());
  }

  /// @param records in their order, from the first epoch
  public History(Monitor monitor, int smoothing, List<EpochRecord> records) {
    this(monitor, smoothing);
    records.forEach(this::add);
  }

  public void add(EpochRecord epoch) {
    records.add(epoch);
    if (best == 0 || score(records.size()) > score(best)) {
      best = records.size();
    }
  }

  /// The score of an epoch and those before it, up to as many as are averaged.
  private double score(int epoch) {
    return records.subList(Math.max(0, epoch - smoothing), epoch).stream()
        .mapToDouble(monitor::of)
        .average()
        .orElseThrow();
  }

  /// How many epochs there are.
  public int size() {
    return records.size();
  }

  /// The epochs in their order.
  public List<EpochRecord> records() {
    return Collections.unmodifiableList(records);
  }

  /// The number of the first epoch with the best validation score, from 1; 0 before any.
  public int bestEpoch() {
    return best;
  }

  /// The first epoch with the best validation score.
  ///
  /// @throws IndexOutOfBoundsException before any
  public EpochRecord best() {
    return records.get(best - 1);
  }

  /// Replaces `file` as a whole.
  public void write(Path file) throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord(
          "epoch",
          "lr",
          "train_loss",
          "train_wa",
          "val_loss",
          "val_wa",
          "val_ua",
          "val_macro_f1",
          "seconds");
      for (EpochRecord r : records) {
        csv.writeRecord(
            Integer.toString(r.epoch()),
            Double.toString(r.lr()),
            decimals(r.trainLoss()),
            decimals(r.trainWa()),
            decimals(r.valLoss()),
            decimals(r.valWa()),
            decimals(r.valUa()),
            decimals(r.valMacroF1()),
            String.format(Locale.ROOT, "%.2f", r.seconds()));
      }
    }
    AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /// Reads what [#write] wrote; losses and scores are rounded to six decimals.
  ///
  /// @throws DataException if the file is damaged
  /// @throws IOException if it cannot be read
  public static History read(Path file, TrainConfig config) throws IOException {
    History history = of(config);
    try {
      List<String> lines = Files.readAllLines(file);
      for (String line : lines.subList(1, lines.size())) {
        double[] v = Stream.of(line.split(",")).mapToDouble(Double::parseDouble).toArray();
        history.add(new EpochRecord((int) v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8]));
      }
      return history;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new DataException(file + ": is damaged; train the run again", e);
    }
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }
}
