package dev.tenor.ser.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.engine.io.AtomicFile;
import dev.tenor.engine.io.WriteException;
import dev.tenor.ser.DataException;
import dev.tenor.ser.Remedy;
import dev.tenor.ser.baseline.AcousticTable;
import dev.tenor.ser.baseline.BaselineFile;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.split.Split;
import dev.tenor.ser.split.SplitFile;
import dev.tenor.ser.stats.PredictionFile;
import dev.tenor.ser.stats.Predictions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/// The folder of one training run. Every file is replaced as a whole.
///
/// @param path the folder
public record RunDirectory(Path path) {
  /// Creates the folder of a new run. A run that ended before its first epoch, for example because
  /// of a recording that cannot be read, is replaced.
  ///
  /// @throws DataException if the folder holds a run already
  /// @throws WriteException if it cannot be made or written
  public static RunDirectory create(Path path, RunSpec spec) throws IOException {
    RunDirectory run = new RunDirectory(path);
    if (Files.exists(run.config()) && (run.isFinished() || Files.exists(run.checkpoint()))) {
      throw new DataException(
          path + ": holds a run already; choose another folder, or resume this run",
          Remedy.OTHER_FOLDER_OR_RESUME);
    }
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new WriteException(path, "no folder can be created there" + reason(e), e);
    }
    Files.deleteIfExists(run.split());
    Files.deleteIfExists(run.utterances());
    Files.deleteIfExists(run.sessionsFile());
    run.writeSpec(spec);
    return run;
  }

  void writeSpec(RunSpec spec) throws IOException {
    write(config(), Json.pretty(spec));
  }

  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException f ? f.getReason() : null;
    return (reason == null ? "" : " (" + reason + ")") + "; choose another";
  }

  /// @throws DataException if the folder holds no run
  public static RunDirectory open(Path path) throws DataException {
    RunDirectory run = new RunDirectory(path);
    if (!Files.exists(run.config())) {
      throw new DataException(
          path + ": holds no run; name the folder of one, or start one there", Remedy.START_RUN);
    }
    return run;
  }

  /// Whether a run was begun in this folder.
  public static boolean isBegun(Path path) {
    return Files.exists(new RunDirectory(path).config());
  }

  /// Whether the run has ended and everything is written.
  public boolean isFinished() {
    return Files.exists(readme()) && Files.exists(model());
  }

  private Path readme() {
    return path.resolve("README.md");
  }

  Path config() {
    return path.resolve("config.json");
  }

  Path checkpoint() {
    return path.resolve("checkpoint.safetensors");
  }

  public Path model() {
    return path.resolve("model.safetensors");
  }

  public Path metrics() {
    return path.resolve("metrics.json");
  }

  /// The settings of this run.
  ///
  /// @throws DataException if they cannot be understood
  public RunSpec spec() throws IOException {
    try {
      JsonNode settings = Json.mapper().readTree(Files.readAllBytes(config()));
      if (!settings.isObject()) {
        throw new DataException(config() + ": is not a JSON object; restore it or start a new run");
      }
      RunSpec.upgrade(settings);
      return Json.convert(settings, RunSpec.class, "settings");
    } catch (JsonProcessingException e) {
      throw new DataException(config() + ": is not valid JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new DataException(config() + ": " + e.getMessage(), e);
    }
  }

  public Path split() {
    return path.resolve("split.json");
  }

  void writeSplit(Split split) throws IOException {
    SplitFile.save(split, split());
  }

  /// The split that the run began with.
  ///
  /// @throws DataException if it stopped before it was written
  Split savedSplit() throws IOException {
    return SplitFile.load(split());
  }

  /// Checks that the split of the corpus is still the one that this run started with.
  ///
  /// @throws DataException if it is not: test utterances may already have been used for training
  void requireSplit(Split split) throws IOException {
    if (!Files.exists(split())) {
      return; // stopped before it was written
    }
    Split saved = savedSplit();
    if (!saved.equals(split)) {
      throw new DataException(
          String.format(
                  Locale.ROOT,
                  "%s: the corpus has changed since (%d utterances then, %d now, or other speakers);",
                  split(),
                  saved.sides().size(),
                  split.sides().size())
              + " restore it or start a new run");
    }
  }

  /// The list of utterances, see [UtteranceFile].
  Path utterances() {
    return path.resolve("utterances.csv");
  }

  /// Utterance key → hash that is equal for identical recordings, see
  /// [dev.tenor.ser.audit.IdenticalRecordings]; empty before the run has read its recordings.
  public Map<String, String> recordings() throws IOException {
    return Files.exists(utterances()) ? UtteranceFile.read(utterances()).recordings() : Map.of();
  }

  /// The keys of utterances that this run could not read and has left out → why.
  public SortedMap<String, String> skipped() throws IOException {
    return Files.exists(utterances())
        ? UtteranceFile.read(utterances()).skipped()
        : Collections.emptySortedMap();
  }

  /// Utterance key → speaker; empty before the run has read its recordings.
  public SortedMap<String, String> speakers() throws IOException {
    return Files.exists(utterances())
        ? UtteranceFile.read(utterances()).speakers()
        : Collections.emptySortedMap();
  }

  /// The model's predictions for the test set.
  public Path predictions() {
    return path.resolve("predictions.csv");
  }

  void writePredictions(Predictions test) throws IOException {
    PredictionFile.write(predictions(), test);
  }

  /// The scores of acoustic baselines, with their answers where the run has kept them; none where
  /// the run was made before there were such, or has not come so far.
  ///
  /// @param labels the classes of the run
  /// @throws DataException if the metrics are damaged
  public AcousticTable acoustic(List<String> labels) throws IOException {
    if (!Files.exists(metrics())) {
      return new AcousticTable(List.of());
    }
    try {
      JsonNode metrics = Json.mapper().readTree(Files.readAllBytes(metrics()));
      AcousticTable table = AcousticTable.of(metrics.path("baselines"), labels);
      return Files.exists(baselines()) ? table.with(BaselineFile.read(baselines(), labels)) : table;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new DataException(
          metrics() + ": is damaged (" + e.getMessage() + "); restore it or start a new run", e);
    }
  }

  private Path baselines() {
    return path.resolve("baselines.csv");
  }

  void writeBaselines(AcousticTable table) throws IOException {
    if (table.hasAnswers()) {
      BaselineFile.write(baselines(), table.scores());
    }
  }

  void writeMetrics(Object metrics) throws IOException {
    write(metrics(), Json.pretty(metrics));
  }

  Path sessionsFile() {
    return path.resolve("sessions.json");
  }

  /// What the run was made with; nothing where it was made before that was written down.
  ///
  /// @throws DataException if the file is damaged
  public RunSessions sessions() throws IOException {
    return RunSessions.read(sessionsFile());
  }

  /// Makes a finished run one that goes on.
  void reopen() throws IOException {
    Files.deleteIfExists(readme());
  }

  /// The epochs of the run so far, see [dev.tenor.ser.train.History].
  public Path history() {
    return path.resolve("history.csv");
  }

  void writeReadme(String text) throws IOException {
    write(readme(), text); // the last file of a run
  }

  private void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
