package dev.tenor.bench.report;

import dev.tenor.bench.report.figures.Rows;
import dev.tenor.bench.report.figures.Scaling;
import dev.tenor.bench.report.figures.Sweep;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.bench.result.SuiteRow;
import dev.tenor.ser.report.Figure;
import dev.tenor.ser.report.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A result as a page of Markdown.
final class ResultMarkdown {
  private ResultMarkdown() {}

  /// @param figures lie in `plots` beside the page
  static String of(SuiteResult result, List<Figure> figures) {
    StringJoiner page = new StringJoiner("\n\n", "", "\n");
    page.add("# Benchmarks: " + result.machine().name());
    result.problems().forEach(problem -> page.add("> **" + problem + "**"));
    page.add(
        MachineFacts.facts(result).entrySet().stream()
            .map(fact -> "- " + fact.getKey() + ": " + fact.getValue())
            .collect(Collectors.joining("\n")));
    if (!result.ceilings().isEmpty()) {
      page.add("## Ceilings").add(MachineFacts.ceilings(result).markdown().strip());
    }
    if (!figures.isEmpty()) {
      page.add("## Plots");
    }
    figures.forEach(f -> page.add("![" + f.caption() + "](plots/" + f.name() + ".svg)"));
    TextTable fits = fits(result.rows());
    if (!fits.rows().isEmpty()) {
      page.add("## Scaling").add(fits.markdown().strip());
    }
    Map<String, List<SuiteRow>> families =
        result.rows().stream()
            .collect(
                Collectors.groupingBy(SuiteRow::family, LinkedHashMap::new, Collectors.toList()));
    families.forEach((family, rows) ->
        page.add("## " + family).add(ResultTables.family(family, rows).markdown().strip()));
    return page.toString();
  }

  private static TextTable fits(List<SuiteRow> rows) {
    List<SuiteRow> widest = Rows.widest(rows);
    return new TextTable(
        "fits",
        "How times grow: exponents of power laws fitted to the medians, and those of the"
            + " arithmetic (−1 of threads).",
        List.of("operation", "on", "by", "exponent", "expected"),
        Stream.of(Sweep.threads(rows), Sweep.batch(widest), Sweep.attention(widest))
            .flatMap(List::stream)
            .map(ResultMarkdown::fit)
            .toList());
  }

  private static List<String> fit(Sweep sweep) {
    return List.of(
        sweep.operation(),
        sweep.runner(),
        sweep.variable(),
        Scaling.exponent(sweep.fit().exponent()),
        Double.isNaN(sweep.expected()) ? "–" : Scaling.exponent(sweep.expected()));
  }
}
