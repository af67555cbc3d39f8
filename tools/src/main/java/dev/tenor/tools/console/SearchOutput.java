package dev.tenor.tools.console;

import dev.tenor.ser.config.Json;
import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.search.SearchReport;
import dev.tenor.ser.experiment.search.TrialScore;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.report.Report;
import dev.tenor.ser.run.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The output of a grid or search on stdout and in its folder.
public final class SearchOutput {
  private static final int MOST_ROWS = 20;

  private SearchOutput() {}

  /// Writes the report and prints the best variants.
  ///
  /// @param json whether to print JSON instead
  /// @param outcomes of the runs that the command asked for
  /// @return the exit code: a run that failed other than by diverging makes it 1
  public static int write(
      Console console,
      boolean json,
      Path folder,
      List<Outcome> outcomes,
      SearchReport data,
      FigureStyle style)
      throws IOException {
    Report report = data.build();
    Path html = report.write(folder, style);
    if (json) {
      console.out().print(Json.pretty(json(outcomes, data, html)));
    } else {
      Table.of(report.tables().getFirst(), MOST_ROWS).print(console.out());
      int more = data.ranking().size() - MOST_ROWS;
      if (more > 0) {
        console.out().println("and " + more + " more in the report");
      }
      data.sentences().forEach(console.out()::println);
      console.out().println("report: " + html);
    }
    return outcomes.stream().noneMatch(SearchOutput::isBroken) ? ExitCode.OK : ExitCode.FAILED;
  }

  private static boolean isBroken(Outcome outcome) {
    return outcome.hasFailed() && !Validation.isIn(outcome.folder());
  }

  /// Scores are in 0 … 1.
  private static Map<String, Object> json(List<Outcome> outcomes, SearchReport data, Path html) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("report", html.toString());
    map.put("variants", data.ranking().stream().map(SearchOutput::variant).toList());
    map.put("chosen", data.chosen().map(ExperimentOutput::summary).orElse(null));
    map.put("sentences", data.sentences());
    map.put("open", data.open().stream().map(one -> one.title()).toList());
    map.put("failed", open(outcomes.stream().filter(SearchOutput::isBroken).toList()));
    return map;
  }

  private static Map<String, Object> variant(TrialScore score) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("variant", score.trial().name());
    map.put("settings", score.trial().settings());
    map.put("share", score.share());
    map.put("runs", score.runs().size());
    if (score.failure().isPresent()) {
      map.put("failure", score.failure().get());
      return map;
    }
    map.put("valUa", score.ua().report());
    map.put("valWa", score.wa().report());
    map.put("valMacroF1", score.macroF1().report());
    map.put("valLoss", score.loss().report());
    map.put("epochs", score.epochs().mean());
    return map;
  }

  /// The runs without a result, and why.
  static List<Map<String, Object>> open(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> !outcome.isFinished())
        .map(ExperimentOutput::failure)
        .toList();
  }
}
