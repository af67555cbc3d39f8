package dev.tenor.bench.report;

import dev.tenor.bench.report.compare.ComparePage;
import dev.tenor.bench.report.compare.CompareText;
import dev.tenor.bench.report.compare.Comparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench/run compare A B`.
@Command(
    name = "compare",
    description =
        "Compares two results row by row and says what became slower or faster beyond noise.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:ok", "1:a row is slower by more than --fail-over", "2:wrong usage or files"},
    footer = {"", "bench/run compare before after --fail-over 10 --html changes.html"})
public final class CompareCommand implements Callable<Integer> {
  private static final int SLOWER = 1;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "The earlier result, a folder or file.")
  private Path before;

  @Parameters(index = "1", paramLabel = "B", description = "The later one.")
  private Path after;

  @Option(
      names = "--fail-over",
      paramLabel = "PERCENT",
      description = "End with 1 if a row became slower beyond noise and by more than this.")
  private Double failOver;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page too.")
  private Path html;

  @Option(
      names = "--relative",
      description = "Count times in what the ceilings of their machine allow.")
  private boolean relative;

  @Option(names = "--all", description = "Show rows within noise too.")
  private boolean all;

  /// Made by picocli's root.
  public CompareCommand() {}

  @Override
  public Integer call() throws IOException {
    if (failOver != null && !(failOver >= 0)) {
      throw new IllegalArgumentException("--fail-over is " + failOver + ", must be 0 or more");
    }
    Comparison comparison = Comparison.of(Results.read(before), Results.read(after), relative);
    PrintWriter out = spec.commandLine().getOut();
    out.print(CompareText.of(comparison, all));
    if (html != null) {
      ReportFolder.write(html, ComparePage.of(comparison, before.toString(), after.toString()));
    }
    List<Comparison.Pair> failures =
        failOver == null ? List.of() : comparison.regressions(failOver);
    if (!failures.isEmpty()) {
      out.println(
          String.format(Locale.ROOT, "%d slower by more than %s %%.", failures.size(), failOver));
    }
    out.flush();
    return failures.isEmpty() ? CommandLine.ExitCode.OK : SLOWER;
  }
}
