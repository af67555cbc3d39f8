package dev.tenor.bench.report.compare;

import dev.tenor.bench.report.figures.Engines;
import dev.tenor.bench.report.figures.Rows;
import dev.tenor.bench.report.figures.Units;
import dev.tenor.bench.report.html.Cell;
import dev.tenor.bench.report.html.Chart;
import dev.tenor.bench.report.html.Page;
import dev.tenor.bench.report.html.Table;
import dev.tenor.bench.result.SuiteResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A history as a page: a chart of one operation at a time, and a table with a small line for each
/// row.
public final class HistoryPage {
  private static final int DATE = 10;

  private final History history;
  private final List<String> dates;

  private HistoryPage(History history) {
    this.history = history;
    dates = history.results().stream().map(HistoryPage::date).toList();
  }

  /// The page.
  public static String of(History history) throws IOException {
    return new HistoryPage(history).html();
  }

  private static String date(SuiteResult result) {
    String created = result.created();
    return created.length() <= DATE ? created : created.substring(0, DATE);
  }

  private String html() throws IOException {
    Page page = new Page("Benchmarks over time");
    page.section("Results")
        .warnings(history.changesOfMachine())
        .facts(
            Map.of(
                "Results",
                history.results().size()
                    + " from "
                    + history.results().getFirst().created()
                    + " to "
                    + history.results().getLast().created()));
    if (!history.tracks().isEmpty()) {
      page.section("One operation").chart(chart());
    }
    page.section("All rows").table(table());
    return page.html();
  }

  private Chart chart() {
    Engines engines = Engines.of(history.tracks().stream().map(History.Track::any).toList());
    List<Chart.Series> series = new ArrayList<>();
    List<String> operations = new ArrayList<>();
    for (History.Track track : history.tracks()) {
      String operation = Rows.subject(track.any());
      Chart.Points points = new Chart.Points().tag("operation", operation);
      double first = track.present().getFirst().timing().median();
      for (int i = 0; i < track.points().size(); i++) {
        History.Point p = track.points().get(i);
        if (p != null) {
          points.add(
              text(i, p),
              i,
              p.timing().median() / first,
              p.timing().q1() / first,
              p.timing().q3() / first);
        }
      }
      series.add(points.line(Rows.runner(track.any()), engines.index(track.any().engine()), ""));
      operations.add(operation);
    }
    String first =
        history.tracks().stream()
            .max(Comparator.comparing(t -> steps(t)))
            .map(t -> Rows.subject(t.any()))
            .orElseThrow();
    return new Chart(
        "history",
        "Medians and quartiles over the first median; larger dots are steps beyond noise.",
        new Chart.Axis("begun", "names", dates),
        Chart.Axis.of("time over the first", "linear"),
        List.of(
            new Chart.Choice("operation", operations.stream().distinct().toList(), false, first)),
        series);
  }

  private static long steps(History.Track track) {
    return track.count(Change.Verdict.SLOWER) + track.count(Change.Verdict.FASTER);
  }

  private String text(int i, History.Point point) {
    String step =
        point.step() == Change.Verdict.SAME
            ? ""
            : "\n" + CompareText.word(point.step()) + ", beyond noise";
    return history.results().get(i).created()
        + "\n"
        + Units.time(point.timing().median())
        + " ("
        + Units.times(point.timing().q1(), point.timing().q3())
        + ")"
        + step;
  }

  private Table table() {
    Table table =
        Table.of(
            "Medians from the first result to the last; dots are steps beyond noise.",
            "operation",
            "on|long",
            "over time",
            "first|n",
            "last|n",
            "change|n",
            "slower steps|n",
            "faster steps|n");
    history.tracks().forEach(track -> table.add(cells(track)));
    return table;
  }

  private static List<Cell> cells(History.Track track) {
    List<History.Point> present = track.present();
    double first = present.getFirst().timing().median();
    double last = present.getLast().timing().median();
    double[] values =
        track.points().stream()
            .mapToDouble(p -> p == null ? Double.NaN : p.timing().median())
            .toArray();
    boolean[] steps = new boolean[values.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] =
          track.points().get(i) != null && track.points().get(i).step() != Change.Verdict.SAME;
    }
    long slower = track.count(Change.Verdict.SLOWER);
    long faster = track.count(Change.Verdict.FASTER);
    return List.of(
        Cell.of(Rows.subject(track.any())),
        Cell.of(Rows.runner(track.any())),
        Cell.line(values, steps),
        Cell.of(Units.time(first), first),
        Cell.of(Units.time(last), last),
        Cell.of(Units.change(last / first), last / first),
        Cell.of(Long.toString(slower), slower),
        Cell.of(Long.toString(faster), faster));
  }
}
