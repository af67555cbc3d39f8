package dev.tenor.ser.run;

import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.audit.AuditTable;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.report.ScoreReport;
import dev.tenor.ser.train.TrainConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// Writes the results of a finished run: model, metrics, plots, and a report. Scores always name
/// their protocol.
public final class RunReport {
  private final RunResult result;

  public RunReport(RunResult result) {
    this.result = result;
  }

  void write(ParameterSlab weights, Standardizer standardizer, FigureStyle style)
      throws IOException {
    RunDirectory directory = result.directory();
    SerConfig config = result.spec().config();
    SerModel.save(
        directory.model(),
        weights,
        config.features(),
        config.network(),
        result.test().labels(),
        standardizer,
        result.calibration().temperature(),
        provenance());
    writeScores(style);
  }

  /// Everything but the model.
  void writeScores(FigureStyle style) throws IOException {
    RunDirectory directory = result.directory();
    directory.writePredictions(result.predictions());
    directory.writeBaselines(result.acoustic());
    directory.writeMetrics(metrics());
    RunPage.of(result, !isAcoustic()).write(directory.path(), style);
    directory.writeReadme(page());
  }

  /// The provenance of the weights: only what determines them, no times or thread counts.
  Map<String, Object> provenance() {
    RunSpec s = result.spec();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("corpus", s.corpus());
    if (!s.tested().isEmpty()) {
      map.put("tested", s.tested());
    }
    if (!s.shares().isEmpty()) {
      map.put("shares", s.shares());
    }
    map.put("protocol", s.protocol());
    map.put("fold", s.fold());
    map.put("seed", s.seed());
    map.put("test_speakers_unseen", result.split().testSpeakersUnseen());
    map.put("backend", s.backend());
    map.put("training", Json.brief(s.config().training()));
    map.put("epoch", result.history().bestEpoch());
    map.put("val_wa", result.val().wa());
    map.put("val_ua", result.val().ua());
    map.put("test_wa", result.test().wa());
    map.put("test_ua", result.test().ua());
    return map;
  }

  /// The content of `metrics.json`.
  public Map<String, Object> metrics() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("corpus", result.spec().corpus());
    if (!result.spec().tested().isEmpty()) {
      map.put("tested", result.spec().tested());
    }
    map.put("protocol", result.spec().protocol());
    map.put("fold", result.spec().fold());
    map.put("seed", result.spec().seed());
    map.put("split", result.split().lines());
    map.put("test_speakers_unseen", result.split().testSpeakersUnseen());
    map.put("epochs", result.history().size());
    map.put("best_epoch", result.history().bestEpoch());
    map.put("val", new ScoreReport(result.val()).map());
    map.put("test", new ScoreReport(result.test()).map());
    map.put("calibration", result.calibration().map());
    if (!result.byCorpus().scores().isEmpty()) {
      map.put("by_corpus", result.byCorpus().report());
    }
    map.put("skipped", result.skipped());
    map.put("baselines", result.acoustic().report());
    map.put("audit", audit().report());
    return map;
  }

  /// The leakage audit; its baselines are reported with every score.
  public AuditTable audit() {
    return new AuditTable(List.of(result.audit()));
  }

  private String page() {
    StringJoiner page = new StringJoiner("\n", "", "\n");
    page.add("# " + result.spec().title()).add("").add("```");
    result.split().lines().forEach(page::add);
    if (!result.skipped().isEmpty()) {
      page.add("left out, as they cannot be read: " + result.skipped().size() + " recordings");
    }
    page.add("");
    page.add(fitted());
    page.add("");
    new ScoreReport(result.val()).lines("val").forEach(page::add);
    page.add("");
    new ScoreReport(result.test()).lines("test").forEach(page::add);
    result.calibration().lines().forEach(page::add);
    result.byCorpus().lines("test").forEach(page::add);
    page.add("");
    result.acoustic().lines().forEach(page::add);
    result.acoustic().verdict(result.test()).ifPresent(page::add);
    page.add("");
    audit().lines().forEach(page::add);
    page.add("```").add("");
    page.add("| file | holds |").add("| --- | --- |");
    page.add("| `report.html` | all of this and more, for a browser or to print |");
    page.add("| `report.md` | the same as Markdown |");
    page.add("| `tables` | every table of it as CSV, Markdown and LaTeX |");
    page.add("| `config.json` | every setting, the seed and the backend |");
    page.add("| `split.json` | the subset of every utterance |");
    page.add("| `utterances.csv` | subset, label, speaker and audio problems of every utterance |");
    page.add(
        isAcoustic()
            ? "| `history.csv` | loss and accuracy on training and validation set |"
            : "| `history.csv` | loss and accuracy of every epoch |");
    if (!isAcoustic()) {
      page.add(
          "| `log.jsonl`, `events.out.tfevents.tenor` | the same for programs, TensorBoard's among them |");
    }
    page.add(
        "| `sessions.json` | versions, machine, command lines and times of the processes that made"
            + " the run |");
    page.add("| `metrics.json` | the scores, those of baselines, and the audit of the split |");
    page.add("| `predictions.csv` | the predictions for the test set |");
    if (result.acoustic().hasAnswers()) {
      page.add("| `baselines.csv` | the answers of the acoustic baselines |");
    }
    page.add("| other pictures | the plots of the report |");
    page.add("| `model.safetensors` | the model, for `tenor predict --model` |");
    if (!isAcoustic()) {
      page.add(
          "| `checkpoint.safetensors` | with `--keep checkpoint`: the state from which `tenor train"
              + " --resume` continues |");
    }
    return page.toString();
  }

  private boolean isAcoustic() {
    return result.spec().config().training().model().isAcoustic();
  }

  /// How the model came about.
  private String fitted() {
    if (isAcoustic()) {
      TrainConfig config = result.spec().config().training();
      return config.model().learner().name() + " on " + config.functionals().title();
    }
    return "trained "
        + result.history().size()
        + " epochs, kept epoch "
        + result.history().bestEpoch()
        + " (highest validation WA)";
  }
}
