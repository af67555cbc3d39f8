package dev.tenor.ser.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.stats.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// The scores of acoustic baselines, for people and programs.
///
/// @param scores none where a run was made before there were such baselines
public record AcousticTable(List<AcousticScore> scores) {
  public AcousticTable {
    scores = List.copyOf(scores);
  }

  /// A heading and a row for each, in the columns of the baselines without audio; no line where
  /// there is none.
  public List<String> lines() {
    if (scores.isEmpty()) {
      return List.of();
    }
    String row = "%-44s %7s %7s %9s";
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            row,
            "acoustic baselines, fitted on train:",
            "WA, %",
            "UA, %",
            "macro-F1"));
    for (AcousticScore s : scores) {
      lines.add(
          String.format(
              Locale.ROOT,
              row,
              "  " + s.name(),
              Share.percent(s.test().wa()),
              Share.percent(s.test().ua()),
              Share.percent(s.test().macroF1())));
    }
    return lines;
  }

  /// What the network is measured by: the baseline with the highest UA, the first on a tie.
  public Optional<AcousticScore> best() {
    return scores.stream()
        .filter(s -> !Double.isNaN(s.test().ua()))
        .reduce((a, b) -> b.test().ua() > a.test().ua() ? b : a);
  }

  /// A sentence where the network's UA is not above that of the best baseline; otherwise nothing.
  ///
  /// @param network its scores on the same test side
  public Optional<String> verdict(Metrics network) {
    return best()
        .filter(s -> s.test().ua() >= network.ua())
        .map(s ->
            String.format(
                Locale.ROOT,
                "the network does not beat the %s: UA %s %% against %s %%",
                s.name(),
                Share.percent(network.ua()),
                Share.percent(s.test().ua())));
  }

  /// The same scores with the answers that they are of.
  ///
  /// @param answers name → answers, of all or of some
  public AcousticTable with(Map<String, Predictions> answers) {
    return new AcousticTable(
        scores.stream()
            .map(s -> new AcousticScore(s.name(), s.test(), answers.get(s.name())))
            .toList());
  }

  /// Whether the answers of every baseline are known.
  public boolean hasAnswers() {
    return !scores.isEmpty() && scores.stream().allMatch(s -> s.answers() != null);
  }

  /// For JSON.
  public List<Map<String, Object>> report() {
    return scores.stream().map(AcousticScore::map).toList();
  }

  /// The inverse of [#report].
  ///
  /// @param rows missing where there are none
  /// @throws IllegalArgumentException if they cannot be understood
  public static AcousticTable of(JsonNode rows, List<String> labels) {
    return new AcousticTable(
        StreamSupport.stream(rows.spliterator(), false)
            .map(row -> AcousticScore.of(row, labels))
            .toList());
  }
}
