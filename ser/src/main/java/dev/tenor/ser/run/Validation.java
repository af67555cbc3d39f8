package dev.tenor.ser.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.DataException;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.train.EpochRecord;
import dev.tenor.ser.train.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The validation scores of a trained run, by which one of several runs may be chosen. Stands in
/// `validation.json` of its folder as soon as it is trained, whether or not it has been tested.
///
/// @param epochs how many were trained
/// @param kept the epoch whose weights were kept, which the scores are of
/// @param failure why training failed, which it would again; null if it did not
public record Validation(
    int epochs, int kept, double wa, double ua, double macroF1, double loss, String failure) {
  private static final String FILE = "validation.json";

  /// A training that failed has no scores.
  public static Validation failed(String failure) {
    return new Validation(0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, failure);
  }

  public boolean hasFailed() {
    return failure != null;
  }

  /// Of a run that has been trained; writes it to its folder.
  static Validation of(RunDirectory directory, RunSpec spec) throws IOException {
    History history = History.read(directory.history(), spec.config().training());
    EpochRecord kept = history.best();
    Validation scores =
        new Validation(
            history.size(),
            kept.epoch(),
            kept.valWa(),
            kept.valUa(),
            kept.valMacroF1(),
            kept.valLoss(),
            null);
    scores.write(directory.path());
    return scores;
  }

  /// Replaces what the folder of a run has.
  public void write(Path run) throws IOException {
    Files.createDirectories(run);
    String text = Json.pretty(this);
    AtomicFile.write(run.resolve(FILE), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Whether the folder of a run has any.
  public static boolean isIn(Path run) {
    return Files.exists(run.resolve(FILE));
  }

  /// What the folder of a run has; empty if it is not trained yet.
  ///
  /// @throws DataException if the file is damaged
  public static Optional<Validation> read(Path run) throws IOException {
    Path file = run.resolve(FILE);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Json.convert(
              Json.mapper().readTree(Files.readAllBytes(file)), Validation.class, "validation"));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new DataException(file + ": is damaged; remove it to train the run again", e);
    }
  }
}
