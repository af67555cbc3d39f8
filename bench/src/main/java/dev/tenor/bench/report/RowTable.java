package dev.tenor.bench.report;

import dev.tenor.bench.report.figures.Rows;
import dev.tenor.bench.report.figures.Units;
import dev.tenor.bench.report.html.Cell;
import dev.tenor.bench.report.html.Table;
import dev.tenor.bench.result.SuiteRow;
import java.util.List;
import java.util.Locale;

/// All rows of a result in a table of its page.
final class RowTable {
  private RowTable() {}

  static Table of(List<SuiteRow> rows) {
    Table table =
        Table.of(
            "Medians and quartiles of the time of an operation. Intensity is flop per byte; the share"
                + " is that of the ceiling that binds at this intensity; error is the normalised mean"
                + " squared error against the reference.",
            "operation",
            "shape|long",
            "engine",
            "bits|n",
            "threads|n",
            "time|n",
            "quartiles|n",
            "GFLOP/s|n",
            "GB/s|n",
            "intensity|n minor",
            "share|n",
            "bound",
            "B/op|n minor",
            "error|n minor",
            "forks|n minor",
            "samples|n minor",
            "notes|long");
    rows.forEach(row -> table.add(cells(row)));
    return table;
  }

  private static List<Cell> cells(SuiteRow row) {
    SuiteRow.Timing t = row.timing();
    return List.of(
        Cell.of(Rows.operation(row)),
        Cell.of(Rows.shape(row)),
        Cell.of(row.engine()),
        Cell.of(row.bits() == 0 ? "–" : Integer.toString(row.bits()), row.bits()),
        Cell.of(Integer.toString(row.threads()), row.threads()),
        Cell.of(Units.time(t.median()), t.median()),
        Cell.of(ResultTables.quartiles(t), t.q1()),
        Cell.of(Units.known(row.gflops()), row.gflops()),
        Cell.of(Units.known(row.gigabytes()), row.gigabytes()),
        Cell.of(Units.known(row.intensity()), row.intensity()),
        Cell.of(Units.percent(row.share()), row.share()),
        Cell.of(row.bound()),
        row.allocated() < 0
            ? Cell.of("–")
            : Cell.of(Math.round(row.allocated()) + "", row.allocated()),
        Cell.of(
            row.error() == 0 ? "0" : String.format(Locale.ROOT, "%.0e", row.error()), row.error()),
        Cell.of(Integer.toString(t.forks()), t.forks()),
        Cell.of(Integer.toString(t.samples()), t.samples()),
        Cell.of(String.join(", ", row.marks())));
  }
}
