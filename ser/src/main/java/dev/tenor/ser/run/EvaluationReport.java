package dev.tenor.ser.run;

import dev.tenor.engine.io.AtomicFile;
import dev.tenor.engine.io.WriteException;
import dev.tenor.ser.DataException;
import dev.tenor.ser.Remedy;
import dev.tenor.ser.audit.AuditTable;
import dev.tenor.ser.baseline.AcousticTable;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.report.CalibrationReport;
import dev.tenor.ser.report.CorpusTable;
import dev.tenor.ser.report.ScoreReport;
import dev.tenor.ser.stats.NearChance;
import dev.tenor.ser.stats.PredictionFile;
import dev.tenor.ser.stats.Predictions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.stream.Stream;

/// The scores of a trained model on one subset of a split or on another corpus.
///
/// @param run the run whose subset was scored, null for whole corpora
/// @param cited the corpora that the model was trained on and that it was scored on
/// @param models the files of the models that answered together
/// @param listing holds the utterances
/// @param name short name of the set
/// @param heading a few words about the set
/// @param title the same in full: corpus, protocol, classes
/// @param sharing whether the speakers are in the training data
/// @param skipped utterance key → why its recording could not be read, of those that the run has
///   left out, in all subsets
/// @param skippedHere how many of them are of this subset
/// @param acoustic the scores of acoustic baselines on the same utterances, none where they are not
///   known
/// @param audit the leakage audit of the split, null where there is no split
/// @param predictions after calibration
/// @param byCorpus the scores by corpus
/// @param chance how sure the UA is, and whether it is near chance
public record EvaluationReport(
    RunDirectory run,
    List<String> cited,
    List<Path> models,
    Listing listing,
    String name,
    String heading,
    String title,
    String sharing,
    SortedMap<String, String> skipped,
    int skippedHere,
    AcousticTable acoustic,
    AuditTable audit,
    Predictions predictions,
    CalibrationReport calibration,
    CorpusTable byCorpus,
    NearChance chance) {
  /// Confirms that a folder can be written.
  ///
  /// @throws DataException if it is a file, or holds something
  /// @throws WriteException if something above it is a file
  public static void requireUnused(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new DataException(folder + ": is a file; choose another place", Remedy.OTHER_FOLDER);
    }
    for (Path p = folder.toAbsolutePath(); p != null; p = p.getParent()) {
      if (Files.exists(p) && !Files.isDirectory(p)) {
        throw new WriteException(folder, p + " is a file; choose another place", null);
      }
    }
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new DataException(
              folder + ": is not empty; empty it, or choose another folder", Remedy.OTHER_FOLDER);
        }
      }
    }
  }

  /// The content of `metrics.json`.
  public Map<String, Object> metrics() {
    Map<String, Object> map = new LinkedHashMap<>();
    List<String> files = models.stream().map(Path::toString).toList();
    map.put(files.size() == 1 ? "model" : "models", files.size() == 1 ? files.getFirst() : files);
    map.put("data", title);
    map.put("speakers", sharing);
    map.put("skipped", skipped);
    map.putAll(new ScoreReport(predictions.metrics()).map());
    map.putAll(chance.report());
    map.put("calibration", calibration.map());
    if (!byCorpus.scores().isEmpty()) {
      map.put("by_corpus", byCorpus.report());
    }
    map.put("baselines", acoustic.report());
    if (audit != null) {
      map.put("audit", audit.report());
    }
    return map;
  }

  /// The report as text: the data, whether speakers are shared, the scores and those of the
  /// baselines.
  public List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(title, sharing));
    if (!skipped.isEmpty()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "recordings that the run could not read and left out: %d, in this subset %d",
              skipped.size(),
              skippedHere));
    }
    lines.addAll(new ScoreReport(predictions.metrics()).lines(name));
    lines.addAll(chance.lines());
    lines.addAll(calibration.lines());
    lines.addAll(byCorpus.lines(name));
    lines.addAll(acoustic.lines());
    acoustic.verdict(predictions.metrics()).ifPresent(lines::add);
    if (audit != null) {
      lines.addAll(audit.lines());
    }
    return lines;
  }

  /// Writes predictions, scores, plots and a page into a folder, as a run does.
  ///
  /// @param style of the plot
  /// @throws DataException if the folder holds something already
  /// @throws WriteException if it cannot be made or written
  public void write(Path folder, FigureStyle style) throws IOException {
    requireUnused(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new WriteException(folder, "the folder cannot be created; choose another place", e);
    }
    try {
      PredictionFile.write(folder.resolve("predictions.csv"), predictions);
      write(folder.resolve("metrics.json"), Json.pretty(metrics()));
      EvaluationPage.of(this).write(folder, style);
      write(folder.resolve("README.md"), page());
    } catch (IOException | RuntimeException e) {
      empty(folder, e);
      throw e;
    }
  }

  /// Removes a partial evaluation.
  private static void empty(Path folder, Exception cause) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder)) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private String page() {
    StringJoiner page = new StringJoiner("\n", "", "\n");
    page.add("# " + heading).add("");
    models.forEach(model -> page.add("Model: `" + model + "`").add(""));
    page.add("```");
    lines().forEach(page::add);
    page.add("```").add("");
    page.add("| file | holds |").add("| --- | --- |");
    page.add("| `report.html` | all of this and more, for a browser or to print |");
    page.add("| `report.md` | the same as Markdown |");
    page.add("| `tables` | every table of it as CSV, Markdown and LaTeX |");
    page.add("| `metrics.json` | the scores |");
    page.add("| `predictions.csv` | the model's prediction for every utterance |");
    page.add("| other pictures | the plots of the report |");
    return page.toString();
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
