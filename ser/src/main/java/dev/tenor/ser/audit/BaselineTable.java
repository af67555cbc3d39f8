package dev.tenor.ser.audit;

import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// The scores of the baselines on the test sets of one or more folds; for several folds the means
/// over those that have a test set and a training set.
public final class BaselineTable {
  private final List<SplitAudit> folds;

  BaselineTable(List<SplitAudit> folds) {
    this.folds = folds;
  }

  /// The mean scores of one predictor; NaN where no fold has any.
  public record Score(String name, double wa, double ua, double macroF1) {
    private List<String> percent() {
      return List.of(Share.percent(wa), Share.percent(ua), Share.percent(macroF1));
    }
  }

  /// Of the predictors fitted on the training set, as the network is.
  public List<Score> scores() {
    return scores(BaselineScore::train);
  }

  private List<Score> scores(Function<BaselineScore, Metrics> fitted) {
    return folds.getFirst().baselines().stream()
        .map(BaselineScore::name)
        .map(name ->
            new Score(
                name,
                mean(name, fitted, Metrics::wa),
                mean(name, fitted, Metrics::ua),
                mean(name, fitted, Metrics::macroF1)))
        .toList();
  }

  private double mean(
      String name, Function<BaselineScore, Metrics> fitted, ToDoubleFunction<Metrics> score) {
    return folds.stream()
        .flatMap(fold -> fold.baselines().stream())
        .filter(baseline -> baseline.name().equals(name))
        .mapToDouble(baseline -> score.applyAsDouble(fitted.apply(baseline)))
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  /// For people.
  public List<String> lines() {
    String row = "%-44s %7s %7s %9s   %s";
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            row,
            "baselines without audio, on the test set:",
            "WA, %",
            "UA, %",
            "macro-F1",
            "fitted on train and val: WA, UA, macro-F1"));
    List<Score> train = scores();
    List<Score> trainAndVal = scores(BaselineScore::trainAndVal);
    for (int i = 0; i < train.size(); i++) {
      List<String> scores = train.get(i).percent();
      lines.add(
          String.format(
              Locale.ROOT,
              row,
              "  " + train.get(i).name(),
              scores.get(0),
              scores.get(1),
              scores.get(2),
              String.join(", ", trainAndVal.get(i).percent())));
    }
    return lines;
  }

  /// For JSON.
  List<Map<String, Object>> report() {
    List<Score> train = scores();
    List<Score> trainAndVal = scores(BaselineScore::trainAndVal);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < train.size(); i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", train.get(i).name());
      put(row, "", train.get(i));
      put(row, "_train_and_val", trainAndVal.get(i));
      rows.add(row);
    }
    return rows;
  }

  private static void put(Map<String, Object> row, String suffix, Score score) {
    row.put("wa" + suffix, Share.json(score.wa()));
    row.put("ua" + suffix, Share.json(score.ua()));
    row.put("macro_f1" + suffix, Share.json(score.macroF1()));
  }
}
