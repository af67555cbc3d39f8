package dev.tenor.tools.commands;

import dev.tenor.ser.Names;
import dev.tenor.ser.experiment.RunEntry;
import dev.tenor.ser.stats.Share;
import dev.tenor.tools.options.RunFields;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A list of runs with one row each, to be filtered and sorted by any column.
final class RunTable {
  static final List<String> COLUMNS =
      List.of(
          "run",
          "corpus",
          "protocol",
          "fold",
          "seed",
          "epochs",
          "val_ua",
          "wa",
          "ua",
          "state",
          "date",
          "model");
  private static final List<String> SCORES = List.of("val_ua", "wa", "ua");

  /// A run with its columns, and all of its settings for filters.
  private record Row(RunEntry entry, Map<String, Object> cells, Map<String, String> settings) {}

  private List<Row> rows = new ArrayList<>();

  RunTable(List<RunEntry> entries) {
    for (RunEntry entry : entries) {
      Map<String, String> settings = entry.spec() == null ? Map.of() : RunFields.of(entry.spec());
      rows.add(new Row(entry, cells(entry), settings));
    }
  }

  /// Values for JSON: numbers as such, scores in 0 … 1, null for what is not known.
  private static Map<String, Object> cells(RunEntry e) {
    boolean known = e.spec() != null;
    Map<String, Object> cells = new LinkedHashMap<>();
    cells.put("run", e.folder());
    cells.put("corpus", known ? corpora(e) : null);
    cells.put("protocol", known ? e.spec().protocol() : null);
    cells.put("fold", known ? (Object) e.spec().fold() : null);
    cells.put("seed", known ? (Object) e.spec().seed() : null);
    cells.put("epochs", known ? (Object) e.epochs() : null);
    cells.put("val_ua", Share.json(e.valUa()));
    cells.put("wa", Share.json(e.wa()));
    cells.put("ua", Share.json(e.ua()));
    cells.put("state", e.state().name().toLowerCase(Locale.ROOT));
    cells.put("date", e.date().truncatedTo(ChronoUnit.SECONDS).toString());
    cells.put("model", known ? RunFields.model(e.spec()) : null);
    return cells;
  }

  private static String corpora(RunEntry e) {
    String tested = e.spec().tested();
    return tested.isEmpty() ? e.spec().corpus() : e.spec().corpus() + " on " + tested;
  }

  /// Keeps the runs of which a column or setting has a value, as text in any case.
  ///
  /// @param filter `corpus=emodb`, `voice=none`
  /// @throws IllegalArgumentException if it is not of this form, or there is no such setting
  void keep(String filter) {
    int equals = filter.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("--filter " + filter + " is not KEY=VALUE");
    }
    List<String> known = new ArrayList<>(COLUMNS);
    rows.stream().flatMap(row -> row.settings().keySet().stream()).distinct().forEach(known::add);
    String key = RunFields.name(filter.substring(0, equals), known.stream().distinct().toList());
    String wanted = Names.plain(filter.substring(equals + 1));
    rows = rows.stream().filter(row -> Names.plain(value(row, key)).equals(wanted)).toList();
  }

  private static String value(Row row, String key) {
    Object cell = COLUMNS.contains(key) ? row.cells().get(key) : row.settings().get(key);
    return cell == null ? "" : cell.toString();
  }

  /// Sorts by a column: scores and epochs from the highest, others upwards; unknown values last.
  void sort(String given) {
    String column = RunFields.name(given, COLUMNS);
    Comparator<Row> order =
        switch (column) {
          case "val_ua", "wa", "ua", "epochs" ->
              Comparator.comparingDouble(row -> -number(row, column));
          case "fold", "seed" -> Comparator.comparingDouble(row -> number(row, column));
          default -> Comparator.comparing(row -> value(row, column));
        };
    rows = rows.stream().sorted(order).toList();
  }

  private static double number(Row row, String column) {
    boolean descends = SCORES.contains(column) || column.equals("epochs");
    return row.cells().get(column) instanceof Number n
        ? n.doubleValue()
        : descends ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /// One object for each run.
  List<Map<String, Object>> json() {
    return rows.stream().map(Row::cells).toList();
  }

  /// The columns' names for people.
  static String[] header() {
    return COLUMNS.stream()
        .map(column -> SCORES.contains(column) ? column + " %" : column)
        .toArray(String[]::new);
  }

  /// The rows as text; scores in per cent where `percent`.
  List<List<String>> text(boolean percent) {
    List<List<String>> text = new ArrayList<>();
    for (Row row : rows) {
      List<String> cells = new ArrayList<>();
      for (String column : COLUMNS) {
        boolean score = SCORES.contains(column) && row.cells().get(column) != null;
        cells.add(percent && score ? Share.percent(number(row, column)) : value(row, column));
      }
      text.add(cells);
    }
    return text;
  }

  /// What is wrong with those that are damaged.
  List<String> problems() {
    return rows.stream()
        .filter(row -> row.entry().problem() != null)
        .map(row -> row.entry().problem())
        .toList();
  }
}
