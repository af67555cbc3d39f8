package dev.tenor.ser.report;

import dev.tenor.ser.stats.CorpusScore;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The scores of a set of utterances by corpus, for people and programs.
///
/// @param scores none where one corpus with all classes is all there is
public record CorpusTable(List<CorpusScore> scores) {
  public CorpusTable {
    scores = List.copyOf(scores);
  }

  /// A heading and a row for each; no line where there is none.
  ///
  /// @param name of the set, a short word
  public List<String> lines(String name) {
    if (scores.isEmpty()) {
      return List.of();
    }
    boolean lacking = scores.stream().anyMatch(score -> !score.lacking().isEmpty());
    String row = "%-44s %7s %7s %9s%s";
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            row,
            name + " by corpus:",
            "WA, %",
            "UA, %",
            "macro-F1",
            lacking ? "   only classes that it has: WA, UA, macro-F1" : ""));
    for (CorpusScore score : scores) {
      lines.add(
          String.format(
              Locale.ROOT,
              row,
              "  " + title(score),
              Share.percent(score.all().wa()),
              Share.percent(score.all().ua()),
              Share.percent(score.all().macroF1()),
              score.lacking().isEmpty() ? "" : "   " + percent(score.restricted())));
    }
    return lines;
  }

  private static String title(CorpusScore score) {
    String lacking =
        score.lacking().isEmpty() ? "" : ", has no " + String.join(", ", score.lacking());
    return String.format(Locale.ROOT, "%s (%d%s)", score.name(), score.all().count(), lacking);
  }

  private static String percent(Metrics m) {
    return String.join(
        ", ", Share.percent(m.wa()), Share.percent(m.ua()), Share.percent(m.macroF1()));
  }

  /// For JSON: corpus → scores as in [ScoreReport], the classes that it lacks, and the scores of
  /// the predictions among the classes that it has.
  public Map<String, Object> report() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (CorpusScore score : scores) {
      Map<String, Object> one = new LinkedHashMap<>(new ScoreReport(score.all()).map());
      one.put("lacking_classes", score.lacking());
      Map<String, Object> restricted = new LinkedHashMap<>();
      restricted.put("wa", Share.json(score.restricted().wa()));
      restricted.put("ua", Share.json(score.restricted().ua()));
      restricted.put("macro_f1", Share.json(score.restricted().macroF1()));
      one.put("restricted", restricted);
      map.put(score.name(), one);
    }
    return map;
  }
}
