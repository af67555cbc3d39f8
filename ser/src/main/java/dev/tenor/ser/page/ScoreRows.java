package dev.tenor.ser.page;

import dev.tenor.ser.report.TextTable;
import dev.tenor.ser.stats.Interval;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rows of a table of scores: utterances, WA, UA and macro-F1 in per cent, with intervals.
final class ScoreRows {
  private final String first;
  private final List<List<String>> rows = new ArrayList<>();

  /// @param first the header of the first column
  ScoreRows(String first) {
    this.first = first;
  }

  /// With 95 % intervals over speakers, where there are several.
  ScoreRows add(String name, Answers answers) {
    Metrics m = answers.metrics();
    rows.add(
        List.of(
            name,
            Integer.toString(m.count()),
            Share.percent(m.wa()),
            text(answers.interval(Metrics::wa)),
            Share.percent(m.ua()),
            text(answers.interval(Metrics::ua)),
            Share.percent(m.macroF1()),
            text(answers.interval(Metrics::macroF1))));
    return this;
  }

  ScoreRows add(String name, Metrics m) {
    return add(name, Integer.toString(m.count()), m.wa(), m.ua(), m.macroF1());
  }

  ScoreRows add(String name, String count, double wa, double ua, double macroF1) {
    rows.add(
        List.of(
            name, count, Share.percent(wa), "", Share.percent(ua), "", Share.percent(macroF1), ""));
    return this;
  }

  private static String text(Optional<Interval> interval) {
    return interval.map(i -> Share.percent(i.low()) + " … " + Share.percent(i.high())).orElse("");
  }

  TextTable table(String name, String caption) {
    boolean intervals = rows.stream().anyMatch(row -> !row.get(3).isEmpty());
    return new TextTable(
        name,
        caption,
        pick(
            List.of(first, "utterances", "WA", "WA 95 %", "UA", "UA 95 %", "macro-F1", "F1 95 %"),
            intervals),
        rows.stream().map(row -> pick(row, intervals)).toList());
  }

  /// Without the columns of intervals, where no row has any.
  private static List<String> pick(List<String> row, boolean intervals) {
    return intervals ? row : List.of(row.get(0), row.get(1), row.get(2), row.get(4), row.get(6));
  }
}
