package dev.tenor.ser.report;

import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// The scores of one set of utterances as text and JSON, with those of always predicting its most
/// frequent class, and the confusion matrix.
public final class ScoreReport {
  private final Metrics metrics;

  public ScoreReport(Metrics metrics) {
    this.metrics = metrics;
  }

  /// For JSON. Undefined values are null: all scores of an empty set, and the recall of an absent
  /// class.
  public Map<String, Object> map() {
    Metrics majority = metrics.majority();
    Map<String, Object> recall = new LinkedHashMap<>();
    for (int k = 0; k < metrics.labels().size(); k++) {
      recall.put(metrics.labels().get(k), Share.json(metrics.recall(k)));
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("utterances", metrics.count());
    map.put("wa", Share.json(metrics.wa()));
    map.put("ua", Share.json(metrics.ua()));
    map.put("macro_f1", Share.json(metrics.macroF1()));
    map.put("loss", Share.json(metrics.loss()));
    map.put("recall", recall);
    map.put("absent_classes", metrics.absent());
    map.put("majority_wa", Share.json(majority.wa()));
    map.put("majority_ua", Share.json(majority.ua()));
    map.put("majority_macro_f1", Share.json(majority.macroF1()));
    map.put("labels", metrics.labels());
    map.put("confusion", metrics.confusion());
    return map;
  }

  /// Scores, the majority baseline, absent classes, and the confusion matrix.
  ///
  /// @param name of the set, a short word
  public List<String> lines(String name) {
    if (metrics.count() == 0) {
      return List.of(name + " no utterance, no scores");
    }
    Metrics majority = metrics.majority();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
                Locale.ROOT,
                "%-4s WA %5s %%   UA %5s %%   macro-F1 %5s %%   (%d utterances; ",
                name,
                Share.percent(metrics.wa()),
                Share.percent(metrics.ua()),
                Share.percent(metrics.macroF1()),
                metrics.count())
            + String.format(
                Locale.ROOT,
                "always their most frequent class: WA %s %%, UA %s %%, macro-F1 %s %%)",
                Share.percent(majority.wa()),
                Share.percent(majority.ua()),
                Share.percent(majority.macroF1())));
    if (!metrics.absent().isEmpty()) {
      lines.add("  " + absentText(metrics));
    }
    lines.addAll(matrix());
    return lines;
  }

  /// The classes that no average counts: `no utterance of sad: UA and macro-F1 are means over …`.
  public static String absentText(Metrics metrics) {
    List<String> present =
        metrics.labels().stream().filter(label -> !metrics.absent().contains(label)).toList();
    return "no utterance of "
        + String.join(", ", metrics.absent())
        + (present.size() == 1
            ? ": UA is the recall and macro-F1 the F1 of " + present.getFirst() + " alone"
            : ": UA and macro-F1 are means over " + String.join(", ", present));
  }

  private List<String> matrix() {
    List<String> labels = metrics.labels();
    int width = labels.stream().mapToInt(String::length).max().orElse(0);
    List<String> lines = new ArrayList<>();
    StringBuilder header = new StringBuilder("  true \\ predicted");
    labels.forEach(label -> header.append("  ").append(right(label, width)));
    lines.add(header + "  recall, %");
    for (int k = 0; k < labels.size(); k++) {
      StringBuilder row = new StringBuilder("  ").append(right(labels.get(k), 16));
      IntStream.of(metrics.confusion()[k])
          .forEach(count -> row.append("  ").append(right(Integer.toString(count), width)));
      lines.add(row + "  " + right(Share.percent(metrics.recall(k)), 9));
    }
    return lines;
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
