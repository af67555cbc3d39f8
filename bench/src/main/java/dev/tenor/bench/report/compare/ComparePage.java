package dev.tenor.bench.report.compare;

import dev.tenor.bench.report.figures.Rows;
import dev.tenor.bench.report.figures.Units;
import dev.tenor.bench.report.html.Cell;
import dev.tenor.bench.report.html.Page;
import dev.tenor.bench.report.html.Table;
import dev.tenor.bench.result.SuiteRow;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// A comparison as a page.
public final class ComparePage {
  private ComparePage() {}

  /// @param before name of the earlier result; `after` of the later
  public static String of(Comparison comparison, String before, String after) throws IOException {
    Page page = new Page("Benchmarks: " + before + " → " + after);
    page.section("Comparison")
        .warnings(CompareText.warnings(comparison))
        .facts(Map.of("Result", CompareText.summary(comparison)))
        .table(table(comparison));
    missing(page, "Only in " + before, comparison.onlyBefore());
    missing(page, "Only in " + after, comparison.onlyAfter());
    missing(page, "Without a ceiling", comparison.uncompared());
    return page.html();
  }

  private static void missing(Page page, String heading, List<String> keys) {
    if (!keys.isEmpty()) {
      Table table = Table.of(keys.size() + " rows.", "row");
      keys.forEach(key -> table.add(List.of(Cell.of(key))));
      page.section(heading).table(table);
    }
  }

  private static Table table(Comparison comparison) {
    Table table =
        Table.of(
            "A row is slower or faster if its quartile ranges do not overlap and its change is beyond"
                + " the noise: the root of the sum of the squares of both spreads, at least 2 %.",
            "operation",
            "on|long",
            "before|n",
            "after|n",
            "change|n",
            "noise|n",
            "verdict",
            "notes|long");
    comparison.pairs().forEach(pair -> table.add(cells(pair)));
    return table;
  }

  private static List<Cell> cells(Comparison.Pair pair) {
    SuiteRow row = pair.before();
    Change change = pair.change();
    Cell ratio = Cell.of(Units.change(change.ratio()), change.ratio());
    double share = Math.clamp(Math.abs(Math.log(change.ratio())), 0.15, 1);
    String notes =
        String.join(
            ", ",
            Stream.concat(row.marks().stream(), pair.after().marks().stream()).distinct().toList());
    return List.of(
        Cell.of(Rows.subject(row)),
        Cell.of(Rows.runner(row)),
        Cell.of(Units.time(row.timing().median()), row.timing().median()),
        Cell.of(Units.time(pair.after().timing().median()), pair.after().timing().median()),
        switch (change.verdict()) {
          case SLOWER -> ratio.shaded("--slow", share);
          case FASTER -> ratio.shaded("--heat", share);
          case SAME -> ratio;
        },
        Cell.of(
            String.format(Locale.ROOT, "± %.1f %%", 100 * change.threshold()), change.threshold()),
        Cell.of(CompareText.word(change.verdict())),
        Cell.of(notes));
  }
}
