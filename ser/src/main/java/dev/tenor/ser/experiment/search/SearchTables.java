package dev.tenor.ser.experiment.search;

import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.report.TextTable;
import dev.tenor.ser.stats.MeanSd;
import dev.tenor.ser.stats.Share;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/// The table of a grid or search.
final class SearchTables {
  private SearchTables() {}

  /// The variants that have validation scores, the best first. There is nothing of the test sets in
  /// it, by which nobody may choose.
  static TextTable variants(Plan plan, List<TrialScore> ranking) {
    SortedSet<String> settings = new TreeSet<>();
    plan.variants().forEach(variant -> settings.addAll(variant.settings().keySet()));
    boolean halves = plan.eta() > 0;
    List<String> header = new ArrayList<>(List.of("rank", "variant"));
    header.addAll(settings);
    header.addAll(halves ? List.of("epochs, share") : List.of());
    header.addAll(List.of("runs", "val UA", "val WA", "val macro-F1", "val loss", "epochs"));
    List<List<String>> rows = new ArrayList<>();
    for (TrialScore score : ranking) {
      List<String> row =
          new ArrayList<>(List.of(Integer.toString(rows.size() + 1), score.trial().name()));
      settings.forEach(s -> row.add(text(score.trial().settings().get(s))));
      row.addAll(halves ? List.of(score.share()) : List.of());
      row.addAll(scores(score));
      rows.add(row);
    }
    String caption =
        "Scores of the validation sets in per cent, of the epochs that were kept: the mean over folds"
            + " and seeds, with ± the standard deviation where there are several. Sorted by UA, and by"
            + " loss where it is the same"
            + (halves
                ? "; those that were trained for a larger share of the epochs come first."
                : ".");
    return new TextTable("variants", caption, header, rows);
  }

  private static List<String> scores(TrialScore score) {
    String runs = Integer.toString(score.runs().size());
    if (score.failure().isPresent()) {
      List<String> row = new ArrayList<>(List.of(runs, "failed: " + score.failure().get()));
      row.addAll(Collections.nCopies(4, ""));
      return row;
    }
    return List.of(
        runs,
        percent(score.ua()),
        percent(score.wa()),
        percent(score.macroF1()),
        score.loss().text(v -> String.format(Locale.ROOT, "%.3f", v)),
        String.format(Locale.ROOT, "%.0f", score.epochs().mean()));
  }

  static String text(Object value) {
    return switch (value) {
      case null -> "";
      case Double d when d == Math.rint(d) && Math.abs(d) < 1e9 -> Long.toString(d.longValue());
      case Double d -> d.toString().replace(".0E", "e").replace('E', 'e');
      default -> value.toString();
    };
  }

  static String percent(MeanSd share) {
    return share.text(Share::percent);
  }
}
