package dev.tenor.tools.console;

import dev.tenor.ser.config.Json;
import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.cross.CrossCell;
import dev.tenor.ser.experiment.cross.CrossReport;
import dev.tenor.ser.plot.FigureStyle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The output of a cross-corpus experiment on stdout and in its folder.
public final class CrossOutput {
  private CrossOutput() {}

  /// Writes the report and prints the matrix.
  ///
  /// @param json whether to print JSON instead
  /// @return the exit code: a run that failed makes it 1
  public static int write(
      Console console,
      boolean json,
      Path folder,
      List<Outcome> outcomes,
      CrossReport report,
      FigureStyle style)
      throws IOException {
    Path html = report.build().write(folder, style);
    if (json) {
      console.out().print(Json.pretty(json(outcomes, report, html)));
    } else {
      Table.of(report.table(), Integer.MAX_VALUE).print(console.out());
      report.sentences().forEach(console.out()::println);
      long open = outcomes.stream().filter(o -> !o.isFinished()).count();
      if (open > 0) {
        console.out().println(open + " of " + outcomes.size() + " runs have no result");
      }
      console.out().println("report: " + html);
    }
    return outcomes.stream().noneMatch(Outcome::hasFailed) ? ExitCode.OK : ExitCode.FAILED;
  }

  /// Scores are in 0 … 1.
  private static Map<String, Object> json(List<Outcome> outcomes, CrossReport report, Path html) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("report", html.toString());
    map.put("cells", report.matrix().cells().stream().map(CrossOutput::cell).toList());
    map.put("sentences", report.sentences());
    map.put("open", SearchOutput.open(outcomes));
    return map;
  }

  private static Map<String, Object> cell(CrossCell cell) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("trained", cell.trained());
    map.put("tested", cell.tested());
    map.put("home", cell.home());
    map.put("runs", cell.runs());
    map.put("speakers", cell.speakers());
    map.put("answers", cell.pooled().count());
    map.put("ua", cell.ua().report());
    map.put("pooledUa", ExperimentOutput.interval(cell.pooled().ua(), cell.interval()));
    map.put("pooledWa", cell.pooled().wa());
    map.put("pooledMacroF1", cell.pooled().macroF1());
    map.put("chance", cell.chance());
    return map;
  }
}
