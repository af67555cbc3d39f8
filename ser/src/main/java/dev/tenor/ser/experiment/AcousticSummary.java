package dev.tenor.ser.experiment;

import dev.tenor.ser.baseline.AcousticScore;
import dev.tenor.ser.baseline.AcousticTable;
import dev.tenor.ser.stats.MeanSd;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.stats.Share;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What an acoustic baseline gave on the test sides of some runs.
///
/// @param runs how many have its scores: runs that were made before there were baselines have not
/// @param wa mean and standard deviation over these, likewise `ua`, `macroF1`
/// @param pooled the scores of all answers together
/// @param answers all answers, null where a run has not kept them
public record AcousticSummary(
    String name,
    int runs,
    MeanSd wa,
    MeanSd ua,
    MeanSd macroF1,
    Metrics pooled,
    Predictions answers) {

  /// One for each baseline.
  ///
  /// @param tables of runs
  public static List<AcousticSummary> of(Collection<AcousticTable> tables) {
    Map<String, List<AcousticScore>> byName = new LinkedHashMap<>();
    for (AcousticTable table : tables) {
      for (AcousticScore s : table.scores()) {
        byName.computeIfAbsent(s.name(), _ -> new ArrayList<>()).add(s);
      }
    }
    return byName.entrySet().stream().map(e -> of(e.getKey(), e.getValue())).toList();
  }

  private static AcousticSummary of(String name, List<AcousticScore> scores) {
    List<Metrics> tests = scores.stream().map(AcousticScore::test).toList();
    boolean answered = scores.stream().allMatch(s -> s.answers() != null);
    return new AcousticSummary(
        name,
        tests.size(),
        MeanSd.of(tests, Metrics::wa),
        MeanSd.of(tests, Metrics::ua),
        MeanSd.of(tests, Metrics::macroF1),
        Metrics.pooled(tests),
        answered ? Predictions.pooled(scores.stream().map(AcousticScore::answers).toList()) : null);
  }

  /// A sentence about the variants whose mean UA is not above that of the best baseline of the same
  /// runs; nothing where all are, or no run has baselines.
  static Optional<String> verdict(Collection<List<RunRecord>> variants) {
    List<String> beaten = new ArrayList<>();
    for (List<RunRecord> runs : variants) {
      double ua = runs.stream().mapToDouble(r -> r.test().ua()).average().orElseThrow();
      of(runs.stream().map(RunRecord::acoustic).toList()).stream()
          .filter(baseline -> baseline.runs() == runs.size())
          .reduce((a, b) -> b.ua().mean() > a.ua().mean() ? b : a)
          .filter(best -> best.ua().mean() >= ua)
          .ifPresent(best -> beaten.add(line(runs.getFirst(), ua, best)));
    }
    return beaten.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The network does not beat the acoustic baseline: " + String.join("; ", beaten) + ".");
  }

  private static String line(RunRecord run, double ua, AcousticSummary best) {
    return String.format(
        Locale.ROOT,
        "%s has a mean UA of %s %% against %s %% of the %s",
        run.run().variant().name(),
        Share.percent(ua),
        Share.percent(best.ua().mean()),
        best.name());
  }
}
