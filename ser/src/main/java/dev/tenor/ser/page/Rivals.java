package dev.tenor.ser.page;

import dev.tenor.ser.audit.SplitAudit;
import dev.tenor.ser.baseline.AcousticScore;
import dev.tenor.ser.baseline.AcousticTable;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Predictions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The baselines of some runs, their test sets pooled as those of the model are.
public final class Rivals {
  private Rivals() {}

  /// @param tables the acoustic baselines of each run; a baseline that one of the runs has not is
  ///   left out
  /// @param audits the audits of the same splits
  public static List<Rival> of(List<AcousticTable> tables, List<SplitAudit> audits) {
    List<Rival> rivals = new ArrayList<>();
    Map<String, List<AcousticScore>> byName = new LinkedHashMap<>();
    tables.forEach(table ->
        table
            .scores()
            .forEach(s -> byName.computeIfAbsent(s.name(), _ -> new ArrayList<>()).add(s)));
    byName.forEach((name, scores) -> {
      if (scores.size() == tables.size()) {
        rivals.add(acoustic(name, scores));
      }
    });
    Map<String, List<Metrics>> silent = new LinkedHashMap<>();
    audits.forEach(audit ->
        audit
            .baselines()
            .forEach(b -> silent.computeIfAbsent(b.name(), _ -> new ArrayList<>()).add(b.train())));
    silent.forEach((name, parts) -> rivals.add(Rival.silent(name, Metrics.pooled(parts))));
    return rivals;
  }

  private static Rival acoustic(String name, List<AcousticScore> scores) {
    List<Predictions> answers =
        scores.stream().map(AcousticScore::answers).filter(Objects::nonNull).toList();
    return Rival.acoustic(
        name,
        Metrics.pooled(scores.stream().map(AcousticScore::test).toList()),
        answers.size() == scores.size() ? Predictions.pooled(answers) : null);
  }
}
