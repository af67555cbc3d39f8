package dev.tenor.ser.audio;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Global mean and variance normalisation: z = (x − mean) / std for every mel bin, as Kaldi's
/// global CMVN. Fitted on the training set of a split only, and stored with the model.
///
/// @param mean [nMels] in decibels
/// @param std [nMels] in decibels, positive
public record Standardizer(double[] mean, double[] std) {
  public Standardizer {
    if (mean.length == 0 || mean.length != std.length) {
      throw new IllegalArgumentException(
          "standardizer: "
              + mean.length
              + " means and "
              + std.length
              + " standard deviations, must be one each for every mel bin");
    }
    for (int m = 0; m < mean.length; m++) {
      if (!Double.isFinite(mean[m]) || !Double.isFinite(std[m]) || std[m] <= 0) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "standardizer: mel bin %d has mean %s and standard deviation %s,"
                    + " must be finite and std positive",
                m,
                mean[m],
                std[m]));
      }
    }
    mean = mean.clone();
    std = std.clone();
  }

  /// Mean and population standard deviation of every mel bin over all frames of all utterances, in
  /// two passes of double precision. A bin that never changes gets standard deviation 1.
  ///
  /// @param utterances log-mel matrices [frames, nMels], row-major
  /// @throws IllegalArgumentException where there is no frame or a value is not finite
  public static Standardizer fit(List<float[]> utterances, int nMels) {
    double[] mean = new double[nMels];
    long frames = 0;
    for (float[] features : utterances) {
      checkRows(features, nMels);
      frames += features.length / nMels;
      for (int i = 0; i < features.length; i++) {
        mean[i % nMels] += features[i];
      }
    }
    if (frames == 0) {
      throw new IllegalArgumentException("standardizer: there is no frame to fit to");
    }
    divide(mean, frames);
    double[] variance = new double[nMels];
    for (float[] features : utterances) {
      for (int i = 0; i < features.length; i++) {
        double deviation = features[i] - mean[i % nMels];
        variance[i % nMels] += deviation * deviation;
      }
    }
    divide(variance, frames);
    return new Standardizer(mean, Arrays.stream(variance).map(Standardizer::std).toArray());
  }

  private static void divide(double[] sums, long count) {
    for (int m = 0; m < sums.length; m++) {
      sums[m] /= count;
    }
  }

  /// Less than a millionth of a decibel is rounding error, not variation.
  private static double std(double variance) {
    return variance < 1e-12 ? 1 : Math.sqrt(variance);
  }

  /// Standardises a log-mel matrix in place.
  ///
  /// @param features [frames, nMels], row-major
  public void apply(float[] features) {
    checkRows(features, mean.length);
    for (int row = 0; row < features.length; row += mean.length) {
      for (int m = 0; m < mean.length; m++) {
        features[row + m] = (float) ((features[row + m] - mean[m]) / std[m]);
      }
    }
  }

  /// The decibels of a standardised matrix again, but for rounding.
  ///
  /// @param features [frames, nMels], row-major; is left as it is
  public float[] decibels(float[] features) {
    checkRows(features, mean.length);
    float[] decibels = new float[features.length];
    for (int i = 0; i < features.length; i++) {
      int m = i % mean.length;
      decibels[i] = (float) (features[i] * std[m] + mean[m]);
    }
    return decibels;
  }

  /// Number of mel bins.
  public int nMels() {
    return mean.length;
  }

  /// Reads a fitted scaler: one line for each mel bin in order, columns `mel`, `mean_db` and
  /// `scale_db` (the standard deviation); other columns are ignored.
  ///
  /// @throws DataException where the file is missing or is not such a table
  public static Standardizer load(Path csv) throws IOException {
    if (!Files.isRegularFile(csv)) {
      throw new DataException(csv + ": no such file; check the path of the scaler");
    }
    List<double[]> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
      for (NamedCsvRecord record : reader) {
        if (number(csv, record, "mel") != rows.size()) {
          throw new DataException(
              String.format(
                  Locale.ROOT,
                  "%s: line %d is mel bin %s, expected %d; the bins must stand in order",
                  csv,
                  record.getStartingLineNumber(),
                  record.getField("mel"),
                  rows.size()));
        }
        rows.add(new double[] {number(csv, record, "mean_db"), scale(csv, record)});
      }
    } catch (CsvParseException e) {
      throw new DataException(csv + ": is not a CSV table (" + e.getMessage() + ")", e);
    }
    if (rows.isEmpty()) {
      throw new DataException(csv + ": holds no mel bin; expected columns mel,mean_db,scale_db");
    }
    return new Standardizer(
        rows.stream().mapToDouble(row -> row[0]).toArray(),
        rows.stream().mapToDouble(row -> row[1]).toArray());
  }

  private static double scale(Path csv, NamedCsvRecord record) throws DataException {
    double scale = number(csv, record, "scale_db");
    if (scale <= 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: line %d: scale_db is %s, must be positive",
              csv,
              record.getStartingLineNumber(),
              scale));
    }
    return scale;
  }

  private static double number(Path csv, NamedCsvRecord record, String column)
      throws DataException {
    String text =
        record
            .findField(column)
            .orElseThrow(() ->
                new DataException(
                    csv + ": has no column '" + column + "'; expected mel,mean_db,scale_db"));
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException _) {
      // reported below with infinities and NaN
    }
    throw new DataException(
        String.format(
            Locale.ROOT,
            "%s: line %d: %s is '%s', must be a number",
            csv,
            record.getStartingLineNumber(),
            column,
            text));
  }

  private static void checkRows(float[] features, int nMels) {
    if (features.length % nMels != 0) {
      throw new IllegalArgumentException(
          "standardizer: " + features.length + " values are not rows of " + nMels + " mel bins");
    }
  }
}
