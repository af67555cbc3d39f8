package dev.tenor.ser.audit;

import dev.tenor.ser.audit.Overlap.Kind;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.stats.Metrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Audits of one or more folds for people and programs; of several folds the means.
///
/// @param folds the audits, of the same corpus and protocol
public record AuditTable(List<SplitAudit> folds) {
  public AuditTable {
    folds = List.copyOf(folds);
    if (folds.isEmpty()) {
      throw new IllegalArgumentException("audit: no fold");
    }
  }

  /// A short block: what is shared, then the scores of those who hear nothing.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    String means = folds.size() == 1 ? "" : ", means of " + folds.size() + " folds";
    String row = "  %-22s %18s %18s %18s";
    lines.add("audit: what the sides share" + means);
    lines.add(
        String.format(Locale.ROOT, row, "", "test with train", "val with train", "test with val"));
    for (Kind kind : folds.getFirst().known()) {
      List<String> shared = SplitAudit.pairs().stream().map(pair -> shared(kind, pair)).toList();
      lines.add(
          String.format(
              Locale.ROOT, row, kind.title(), shared.get(0), shared.get(1), shared.get(2)));
    }
    List<Kind> unknown = folds.getFirst().unknown();
    if (!unknown.isEmpty()) {
      lines.add(
          "  the corpus does not tell: "
              + unknown.stream().map(Kind::title).collect(Collectors.joining(", ")));
    }
    lines.addAll(baselineLines());
    return lines;
  }

  /// How many values are shared, and by how many of the utterances of the pair's first side.
  private String shared(Kind kind, Side[] pair) {
    double values = mean(audit -> audit.overlap(kind, pair[0], pair[1]).shared());
    double percent = mean(audit -> audit.overlap(kind, pair[0], pair[1]).percent());
    String number = values == Math.rint(values) ? "%.0f" : "%.1f";
    return values == 0 ? "none" : String.format(Locale.ROOT, number + ", %.1f %%", values, percent);
  }

  /// The scores of those who hear nothing.
  public List<String> baselineLines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-44s %7s %7s   %s",
            "without hearing anything, on the test side:",
            "WA, %",
            "UA, %",
            "fitted on train and val: WA, UA"));
    for (String name : names()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-42s %7.1f %7.1f   %.1f, %.1f",
              name,
              100 * mean(name, BaselineScore::train, Metrics::wa),
              100 * mean(name, BaselineScore::train, Metrics::ua),
              100 * mean(name, BaselineScore::trainAndVal, Metrics::wa),
              100 * mean(name, BaselineScore::trainAndVal, Metrics::ua)));
    }
    return lines;
  }

  /// The mean scores of a predictor that hears nothing, fitted on the training side.
  public record Score(String name, double wa, double ua) {}

  /// The mean scores of all that hear nothing.
  public List<Score> baselines() {
    return names().stream()
        .map(name ->
            new Score(
                name,
                mean(name, BaselineScore::train, Metrics::wa),
                mean(name, BaselineScore::train, Metrics::ua)))
        .toList();
  }

  /// For JSON.
  public Map<String, Object> report() {
    Map<String, Object> overlaps = new LinkedHashMap<>();
    for (Kind kind : folds.getFirst().known()) {
      Map<String, Object> pairs = new LinkedHashMap<>();
      for (Side[] pair : SplitAudit.pairs()) {
        Map<String, Object> shared = new LinkedHashMap<>();
        shared.put("shared", mean(a -> a.overlap(kind, pair[0], pair[1]).shared()));
        shared.put("percent", mean(a -> a.overlap(kind, pair[0], pair[1]).percent()));
        pairs.put(pair[0] + "_in_" + pair[1], shared);
      }
      overlaps.put(kind.title(), pairs);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("folds", folds.size());
    map.put("overlaps", overlaps);
    map.put("unknown", folds.getFirst().unknown().stream().map(Kind::title).toList());
    map.put("baselines", names().stream().map(this::baseline).toList());
    return map;
  }

  private Map<String, Object> baseline(String name) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("wa", mean(name, BaselineScore::train, Metrics::wa));
    map.put("ua", mean(name, BaselineScore::train, Metrics::ua));
    map.put("wa_train_and_val", mean(name, BaselineScore::trainAndVal, Metrics::wa));
    map.put("ua_train_and_val", mean(name, BaselineScore::trainAndVal, Metrics::ua));
    return map;
  }

  private List<String> names() {
    return folds.getFirst().baselines().stream().map(BaselineScore::name).toList();
  }

  private double mean(
      String name, Function<BaselineScore, Metrics> fitted, ToDoubleFunction<Metrics> score) {
    return mean(audit ->
        audit.baselines().stream()
            .filter(b -> b.name().equals(name))
            .mapToDouble(b -> score.applyAsDouble(fitted.apply(b)))
            .findFirst()
            .orElseThrow());
  }

  private double mean(ToDoubleFunction<SplitAudit> value) {
    return folds.stream().mapToDouble(value).average().orElseThrow();
  }
}
