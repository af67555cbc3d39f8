package dev.tenor.bench.report.compare;

import dev.tenor.bench.report.figures.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A comparison for terminals.
public final class CompareText {
  private CompareText() {}

  /// @param all whether rows within noise are shown too
  public static String of(Comparison comparison, boolean all) {
    List<String> lines = new ArrayList<>();
    lines.addAll(warnings(comparison));
    List<Comparison.Pair> shown =
        comparison.pairs().stream()
            .filter(p -> all || p.change().verdict() != Change.Verdict.SAME)
            .toList();
    int width = shown.stream().mapToInt(p -> p.before().key().length()).max().orElse(0);
    for (Comparison.Pair pair : shown) {
      lines.add(line(pair, Math.max(3, width)));
    }
    lines.add(summary(comparison));
    comparison.onlyBefore().forEach(key -> lines.add("only in the first:  " + key));
    comparison.onlyAfter().forEach(key -> lines.add("only in the second: " + key));
    comparison.uncompared().forEach(key -> lines.add("without a ceiling:  " + key));
    return String.join("\n", lines) + "\n";
  }

  /// What a reader must know before he believes the numbers.
  static List<String> warnings(Comparison comparison) {
    List<String> lines = new ArrayList<>();
    comparison
        .differences()
        .forEach(difference -> lines.add("The machines differ in " + difference));
    if (comparison.relative()) {
      lines.add("Times are relative to what the ceilings of their machine allow.");
    } else if (!comparison.differences().isEmpty()) {
      lines.add(
          "Times are compared as they are; --relative counts them in what the ceilings allow.");
    }
    return lines;
  }

  private static String line(Comparison.Pair pair, int width) {
    Change change = pair.change();
    List<String> marks = new ArrayList<>(pair.before().marks());
    marks.addAll(pair.after().marks());
    return String.format(
            Locale.ROOT,
            "%-" + width + "s  %10s → %10s  %9s ± %4.1f %%  %s%s",
            pair.before().key(),
            Units.time(pair.before().timing().median()),
            Units.time(pair.after().timing().median()),
            Units.change(change.ratio()),
            100 * change.threshold(),
            word(change.verdict()),
            marks.isEmpty() ? "" : "  ! " + String.join(", ", marks))
        .stripTrailing();
  }

  static String word(Change.Verdict verdict) {
    return verdict == Change.Verdict.SAME ? "" : verdict.name().toLowerCase(Locale.ROOT);
  }

  /// How many are slower, faster, and neither.
  static String summary(Comparison comparison) {
    return String.format(
        Locale.ROOT,
        "%d rows compared: %d slower, %d faster, %d within noise; %d only in the first, %d only in"
            + " the second%s.",
        comparison.pairs().size(),
        comparison.count(Change.Verdict.SLOWER),
        comparison.count(Change.Verdict.FASTER),
        comparison.count(Change.Verdict.SAME),
        comparison.onlyBefore().size(),
        comparison.onlyAfter().size(),
        comparison.relative()
            ? String.format(Locale.ROOT, ", %d without a ceiling", comparison.uncompared().size())
            : "");
  }
}
