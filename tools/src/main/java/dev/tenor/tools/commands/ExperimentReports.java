package dev.tenor.tools.commands;

import dev.tenor.ser.experiment.Comparison;
import dev.tenor.ser.experiment.ExperimentFigures;
import dev.tenor.ser.experiment.ExperimentFolder;
import dev.tenor.ser.experiment.ExperimentReport;
import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.experiment.cross.CrossReport;
import dev.tenor.ser.experiment.search.SearchReport;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.report.Figure;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.CrossOutput;
import dev.tenor.tools.console.ExperimentOutput;
import dev.tenor.tools.console.SearchOutput;
import dev.tenor.tools.options.ExperimentMixin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The report of an experiment, of the kind that its plan says.
final class ExperimentReports {
  private final Console console;
  private final boolean json;
  private final FigureStyle style;

  ExperimentReports(Console console, boolean json, FigureStyle style) {
    this.console = console;
    this.json = json;
    this.style = style;
  }

  /// As the options of an experiment say.
  static ExperimentReports of(ExperimentMixin experiment) throws IOException {
    return new ExperimentReports(experiment.console(), experiment.json(), experiment.figures());
  }

  /// Writes the report of all that a folder holds.
  ///
  /// @param outcomes of the runs that were asked for
  /// @return the exit code
  int write(Path folder, List<Outcome> outcomes) throws IOException {
    return write(folder, outcomes, null);
  }

  /// @param against another experiment to compare with, or null
  int write(Path folder, List<Outcome> outcomes, Path against) throws IOException {
    Plan plan = ExperimentFolder.plan(folder);
    return switch (plan.kind()) {
      case ExperimentCrossCommand.KIND ->
          CrossOutput.write(
              console, json, folder, outcomes, new CrossReport(plan, outcomes), style);
      case ExperimentGridCommand.KIND, ExperimentSearchCommand.KIND ->
          SearchOutput.write(
              console, json, folder, outcomes, new SearchReport(plan, folder), style);
      default -> compared(folder, plan, outcomes, against);
    };
  }

  private int compared(Path folder, Plan plan, List<Outcome> outcomes, Path against)
      throws IOException {
    ExperimentReport report = new ExperimentReport(plan, outcomes);
    List<Comparison> further =
        against == null ? List.of() : ExperimentFolder.compare(against, folder, report);
    return ExperimentOutput.write(
        console,
        json,
        folder,
        outcomes,
        report,
        report.build(figures(plan, report), further),
        style);
  }

  private static List<Figure> figures(Plan plan, ExperimentReport report) {
    if (report.byVariant().isEmpty()) {
      return List.of();
    }
    return switch (plan.kind()) {
      case ExperimentDepthCommand.KIND -> List.of(ExperimentFigures.depth(report));
      case ExperimentAblationCommand.KIND -> List.of(ExperimentFigures.variants(report));
      default -> List.of();
    };
  }
}
