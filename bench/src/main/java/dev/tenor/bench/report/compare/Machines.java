package dev.tenor.bench.report.compare;

import dev.tenor.bench.report.figures.Rows;
import dev.tenor.bench.report.figures.Units;
import dev.tenor.bench.result.Ceiling;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.bench.result.SuiteRow;
import dev.tenor.ser.report.Figure;
import dev.tenor.ser.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/// Results of several machines beside each other. Of each operation and engine every machine has
/// its row of the widest vectors and most threads.
///
/// @param results by the names of their folders
public record Machines(Map<String, SuiteResult> results) {
  /// Beside the page.
  ///
  /// @return empty with less than two machines or without common operations
  public Optional<Figure> figure() {
    return MachineSpeeds.figure(results);
  }

  /// The page in Markdown.
  public String markdown() {
    StringJoiner page = new StringJoiner("\n\n", "", "\n");
    page.add("# Benchmarks of machines");
    page.add(
        "Written by `bench/run machines`: another machine is added by copying its `results.json` into a"
            + " folder here and running this again. What the numbers mean is in"
            + " [suite.md](suite.md); the files follow"
            + " [results.schema.json](results.schema.json).");
    if (results.isEmpty()) {
      return page.add("There are no results yet.").toString();
    }
    page.add(machines().markdown().strip());
    results.forEach((name, result) ->
        result.problems().forEach(problem -> page.add("> " + name + ": **" + problem + "**")));
    figure().ifPresent(f -> page.add("![" + f.caption() + "](machines.svg)").add(f.caption()));
    tables().forEach((family, table) -> page.add("## " + family).add(table.markdown().strip()));
    return page.toString();
  }

  private TextTable machines() {
    return new TextTable(
        "machines",
        "Peaks are those of all threads that were measured.",
        List.of(
            "machine", "CPU", "processors", "floats", "JVM", "measured", "GFLOP/s", "memory, GB/s"),
        results.entrySet().stream().map(e -> machine(e.getKey(), e.getValue())).toList());
  }

  private static List<String> machine(String name, SuiteResult r) {
    return List.of(
        "[" + name + "](" + name.replace(" ", "%20") + "/results.json)",
        r.machine().cpu(),
        Integer.toString(r.machine().processors()),
        Integer.toString(r.machine().lanes()),
        r.machine().jdk(),
        r.created(),
        most(r, "fma", ""),
        most(r, "bandwidth", "memory"));
  }

  private static String most(SuiteResult result, String kind, String level) {
    return Units.known(
        result.ceilings().stream()
            .filter(c -> c.engine().equals("simd") && c.kind().equals(kind))
            .filter(c -> level.isEmpty() || c.level().equals(level))
            .mapToDouble(Ceiling::value)
            .max()
            .orElse(0));
  }

  /// A table for each family: a row for each operation and engine, a column for each machine.
  private Map<String, TextTable> tables() {
    Map<String, Map<String, String[]>> families = new LinkedHashMap<>();
    List<String> names = List.copyOf(results.keySet());
    for (int i = 0; i < names.size(); i++) {
      for (SuiteRow row : Rows.widest(results.get(names.get(i)).rows())) {
        families.computeIfAbsent(row.family(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(
                    Rows.subject(row) + "\n" + row.engine(), _ -> new String[names.size()])[i] =
            cell(row);
      }
    }
    List<String> header = new ArrayList<>(List.of("operation", "engine"));
    header.addAll(names);
    Map<String, TextTable> tables = new LinkedHashMap<>();
    families.forEach((family, rows) ->
        tables.put(
            family,
            new TextTable(
                family,
                "Medians with the widest vectors and most threads, in brackets the share of the"
                    + " ceiling.",
                header,
                rows.entrySet().stream().map(e -> line(e.getKey(), e.getValue())).toList())));
    return tables;
  }

  private static String cell(SuiteRow row) {
    String share = row.share() > 0 ? " (" + Units.percent(row.share()) + ")" : "";
    return Units.time(row.timing().median()) + share;
  }

  private static List<String> line(String key, String[] times) {
    List<String> cells = new ArrayList<>(List.of(key.split("\n")));
    for (String time : times) {
      cells.add(time == null ? "–" : time);
    }
    return cells;
  }
}
