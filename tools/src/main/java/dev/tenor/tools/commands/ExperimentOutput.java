package dev.tenor.tools.commands;

import dev.tenor.ser.experiment.ExperimentReport;
import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.Summary;
import dev.tenor.ser.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What an experiment leaves behind on stdout and in its folder.
final class ExperimentOutput {
  private ExperimentOutput() {}

  /// Writes the report and prints its first table.
  ///
  /// @return the exit code: a run without a result makes it 1
  static int write(
      Console console, Path folder, List<Outcome> outcomes, ExperimentReport data, Report report)
      throws IOException {
    Path html = report.write(folder);
    Table table = new Table("variant", "runs", "WA", "UA", "pooled WA", "pooled UA");
    for (Summary s : data.summaries()) {
      table.row(
          s.variant().name(),
          Integer.toString(s.runs()),
          "%s ± %s".formatted(percent(s.wa().mean()), percent(s.wa().sd())),
          "%s ± %s".formatted(percent(s.ua().mean()), percent(s.ua().sd())),
          percent(s.pooled().wa()),
          percent(s.pooled().ua()));
    }
    table.print(console.out());
    report.notes().forEach(console.out()::println);
    console.out().println("report: " + html);
    return outcomes.stream().allMatch(Outcome::isFinished) ? ExitCode.OK : ExitCode.FAILED;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }
}
