package dev.tenor.tools.console;

import dev.tenor.ser.config.Json;
import dev.tenor.ser.experiment.AcousticSummary;
import dev.tenor.ser.experiment.CorpusSummary;
import dev.tenor.ser.experiment.ExperimentReport;
import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.RunRecord;
import dev.tenor.ser.experiment.Summary;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.report.Report;
import dev.tenor.ser.stats.Interval;
import dev.tenor.ser.stats.Share;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The output of an experiment on stdout and in its folder.
public final class ExperimentOutput {
  private ExperimentOutput() {}

  /// Writes the report and prints its first table.
  ///
  /// @param json whether to print JSON instead
  /// @return the exit code: a run without a result makes it 1
  public static int write(
      Console console,
      boolean json,
      Path folder,
      List<Outcome> outcomes,
      ExperimentReport data,
      Report report,
      FigureStyle style)
      throws IOException {
    Path html = report.write(folder, style);
    if (json) {
      console.out().print(Json.pretty(json(outcomes, data, html)));
    } else {
      print(console, data, html);
    }
    return outcomes.stream().noneMatch(Outcome::hasFailed) ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void print(Console console, ExperimentReport data, Path html) {
    Table table =
        new Table("variant", "runs", "WA", "UA", "macro-F1", "pooled WA", "pooled UA", "val WA");
    for (Summary s : data.summaries()) {
      table.row(
          s.variant().name(),
          Integer.toString(s.runs()),
          s.wa().text(Share::percent),
          s.ua().text(Share::percent),
          s.macroF1().text(Share::percent),
          Share.percent(s.pooled().wa()),
          Share.percent(s.pooled().ua()),
          s.valWa().text(Share::percent));
    }
    for (AcousticSummary s : data.acoustic()) {
      table.row(
          "acoustic baseline: " + s.name(),
          Integer.toString(s.runs()),
          s.wa().text(Share::percent),
          s.ua().text(Share::percent),
          s.macroF1().text(Share::percent),
          Share.percent(s.pooled().wa()),
          Share.percent(s.pooled().ua()),
          "");
    }
    table.print(console.out());
    List<CorpusSummary> byCorpus = data.byCorpus();
    if (!byCorpus.isEmpty()) {
      Table corpora =
          new Table("variant", "corpus", "runs", "WA", "UA", "macro-F1", "UA of its classes");
      for (CorpusSummary s : byCorpus) {
        corpora.row(
            s.variant().name(),
            s.pooled().name(),
            Integer.toString(s.runs()),
            s.wa().text(Share::percent),
            s.ua().text(Share::percent),
            s.macroF1().text(Share::percent),
            s.restrictedUa().text(Share::percent));
      }
      corpora.print(console.out());
    }
    data.verdict().ifPresent(console.out()::println);
    data.audit().lines().forEach(console.out()::println);
    console.out().println("report: " + html);
  }

  /// Scores are in 0 … 1.
  private static Map<String, Object> json(
      List<Outcome> outcomes, ExperimentReport data, Path html) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("report", html.toString());
    map.put("summaries", data.summaries().stream().map(ExperimentOutput::summary).toList());
    map.put(
        "runs",
        data.byVariant().values().stream()
            .flatMap(List::stream)
            .map(ExperimentOutput::run)
            .toList());
    map.put("baselines", data.acoustic().stream().map(ExperimentOutput::acoustic).toList());
    List<CorpusSummary> byCorpus = data.byCorpus();
    if (!byCorpus.isEmpty()) {
      map.put("byCorpus", byCorpus.stream().map(ExperimentOutput::corpus).toList());
    }
    map.put("audit", data.audit().report());
    map.put(
        "failed",
        outcomes.stream()
            .filter(outcome -> !outcome.isFinished())
            .map(ExperimentOutput::failure)
            .toList());
    return map;
  }

  static Map<String, Object> summary(Summary s) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("variant", s.variant().name());
    map.put("runs", s.runs());
    map.put("wa", s.wa().report());
    map.put("ua", s.ua().report());
    map.put("macroF1", s.macroF1().report());
    map.put("pooledWa", interval(s.pooled().wa(), s.waInterval()));
    map.put("pooledUa", interval(s.pooled().ua(), s.uaInterval()));
    map.put("valWa", s.valWa().report());
    map.put("epochs", s.epochs().mean());
    return map;
  }

  private static Map<String, Object> corpus(CorpusSummary s) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("variant", s.variant().name());
    map.put("corpus", s.pooled().name());
    map.put("runs", s.runs());
    map.put("lacking", s.pooled().lacking());
    map.put("wa", s.wa().report());
    map.put("ua", s.ua().report());
    map.put("macroF1", s.macroF1().report());
    map.put("restrictedUa", s.restrictedUa().report());
    map.put("pooledWa", s.pooled().all().wa());
    map.put("pooledUa", s.pooled().all().ua());
    map.put("pooledRestrictedUa", s.pooled().restricted().ua());
    return map;
  }

  private static Map<String, Object> acoustic(AcousticSummary s) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", s.name());
    map.put("runs", s.runs());
    map.put("wa", s.wa().report());
    map.put("ua", s.ua().report());
    map.put("macroF1", s.macroF1().report());
    map.put("pooledWa", s.pooled().wa());
    map.put("pooledUa", s.pooled().ua());
    return map;
  }

  /// Without limits where there is no interval.
  static Map<String, Object> failure(Outcome outcome) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("run", outcome.run().title());
    map.put("reason", outcome.failure());
    return map;
  }

  static Map<String, Object> interval(double value, Interval interval) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("value", value);
    if (interval != null) {
      map.put("low", interval.low());
      map.put("high", interval.high());
    }
    return map;
  }

  private static Map<String, Object> run(RunRecord r) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("variant", r.run().variant().name());
    map.put("fold", r.run().fold());
    map.put("seed", r.run().seed());
    map.put("tested", r.test().count());
    map.put("wa", r.test().wa());
    map.put("ua", r.test().ua());
    map.put("macroF1", r.test().macroF1());
    map.put("absent_classes", r.test().absent());
    map.put("valWa", r.kept().valWa());
    map.put("epochs", r.history().size());
    map.put("kept", r.kept().epoch());
    return map;
  }
}
