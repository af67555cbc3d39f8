package dev.tenor.bench.report.compare;

import dev.tenor.bench.report.figures.Rows;
import dev.tenor.bench.result.Machine;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.bench.result.SuiteRow;
import dev.tenor.ser.report.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rows over many results in the order of time.
///
/// @param results by the time at which they were begun
/// @param tracks one for each key
public record History(List<SuiteResult> results, List<Track> tracks) {
  /// A row over time.
  ///
  /// @param any one of its rows
  /// @param points one for each result; null where it lacks the row
  public record Track(SuiteRow any, List<Point> points) {
    /// How many steps there are of this kind.
    public long count(Change.Verdict verdict) {
      return points.stream().filter(p -> p != null && p.step() == verdict).count();
    }

    /// Those that are there.
    public List<Point> present() {
      return points.stream().filter(p -> p != null).toList();
    }
  }

  /// @param step from the point before, [Change.Verdict#SAME] without one on the same processors
  public record Point(SuiteRow.Timing timing, Change.Verdict step) {}

  /// @param results in any order
  public static History of(List<SuiteResult> results) {
    List<SuiteResult> sorted =
        results.stream().sorted(Comparator.comparing(SuiteResult::created)).toList();
    Map<String, SuiteRow[]> rows = new LinkedHashMap<>();
    for (int i = 0; i < sorted.size(); i++) {
      for (SuiteRow row : sorted.get(i).rows()) {
        rows.computeIfAbsent(row.key(), _ -> new SuiteRow[sorted.size()])[i] = row;
      }
    }
    return new History(sorted, rows.values().stream().map(r -> track(sorted, r)).toList());
  }

  private static Track track(List<SuiteResult> results, SuiteRow[] rows) {
    List<Point> points = new ArrayList<>();
    SuiteRow any = null;
    int before = -1;
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] == null) {
        points.add(null);
        continue;
      }
      boolean same = before >= 0 && isSame(results.get(before).machine(), results.get(i).machine());
      points.add(
          new Point(
              rows[i].timing(),
              same
                  ? Change.of(rows[before].timing(), rows[i].timing()).verdict()
                  : Change.Verdict.SAME));
      any = rows[i];
      before = i;
    }
    return new Track(any, points);
  }

  /// Whether the processors are the same: what else differs, such as the JVM, may be why a row
  /// changed.
  private static boolean isSame(Machine a, Machine b) {
    return a.cpu().equals(b.cpu()) && a.processors() == b.processors() && a.lanes() == b.lanes();
  }

  private static List<String> differences(List<SuiteResult> results, int a, int b) {
    return Comparison.differences(results.get(a).machine(), results.get(b).machine());
  }

  /// What changed of the machine, a sentence each; no steps are marked where its processors did.
  public List<String> changesOfMachine() {
    List<String> changes = new ArrayList<>();
    for (int i = 1; i < results.size(); i++) {
      for (String difference : differences(results, i - 1, i)) {
        changes.add("From " + results.get(i).created() + " on, " + difference);
      }
    }
    return changes;
  }

  /// A line for each row and result.
  public TextTable table() {
    List<List<String>> lines = new ArrayList<>();
    for (Track track : tracks) {
      for (int i = 0; i < results.size(); i++) {
        if (track.points().get(i) != null) {
          lines.add(line(track.any(), results.get(i).created(), track.points().get(i)));
        }
      }
    }
    return new TextTable(
        "history",
        "Rows over time.",
        List.of(
            "family",
            "name",
            "shape",
            "engine",
            "bits",
            "threads",
            "created",
            "median_ns",
            "q1_ns",
            "q3_ns",
            "step"),
        lines);
  }

  private static List<String> line(SuiteRow row, String created, Point point) {
    return List.of(
        row.family(),
        row.name(),
        Rows.shape(row),
        row.engine(),
        Integer.toString(row.bits()),
        Integer.toString(row.threads()),
        created,
        Double.toString(point.timing().median()),
        Double.toString(point.timing().q1()),
        Double.toString(point.timing().q3()),
        CompareText.word(point.step()));
  }
}
