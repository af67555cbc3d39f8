package dev.tenor.ser.experiment;

import dev.tenor.ser.audit.BaselineTable;
import dev.tenor.ser.report.TextTable;
import dev.tenor.ser.stats.Bootstrap;
import dev.tenor.ser.stats.Holm;
import dev.tenor.ser.stats.Interval;
import dev.tenor.ser.stats.MeanSd;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Share;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// The tables of a report. Scores are in per cent.
public final class ExperimentTables {
  /// Below which a difference counts as told apart.
  private static final double LEVEL = 0.05;

  private ExperimentTables() {}

  /// @param acoustic rows below the variants
  /// @param baselines rows below these
  /// @param speakers utterance key → speaker
  /// @param classes of the model
  static TextTable summary(
      List<Summary> summaries,
      List<AcousticSummary> acoustic,
      BaselineTable baselines,
      Map<String, String> speakers,
      int classes) {
    boolean deviations = summaries.stream().anyMatch(s -> s.wa().hasSd());
    List<List<String>> rows = new ArrayList<>();
    for (Summary s : summaries) {
      rows.add(
          List.of(
              s.variant().name(),
              Integer.toString(s.runs()),
              percent(s.wa()),
              percent(s.ua()),
              percent(s.macroF1()),
              percent(s.pooled().wa()),
              percent(s.waInterval()),
              percent(s.pooled().ua()),
              percent(s.uaInterval()),
              percent(s.valWa()),
              String.format(Locale.ROOT, "%.0f", s.epochs().mean())));
    }
    for (AcousticSummary s : acoustic) {
      rows.add(
          List.of(
              "acoustic baseline: " + s.name(),
              Integer.toString(s.runs()),
              percent(s.wa()),
              percent(s.ua()),
              percent(s.macroF1()),
              percent(s.pooled().wa()),
              interval(s, Metrics::wa, speakers),
              percent(s.pooled().ua()),
              interval(s, Metrics::ua, speakers),
              "",
              ""));
    }
    for (BaselineTable.Score s : baselines.scores()) {
      List<String> row = new ArrayList<>(List.of("baseline: " + s.name(), ""));
      row.addAll(List.of(percent(s.wa()), percent(s.ua()), percent(s.macroF1())));
      row.addAll(Collections.nCopies(6, ""));
      rows.add(row);
    }
    List<String> chance = new ArrayList<>(List.of("chance: a uniform guess", ""));
    chance.addAll(Collections.nCopies(2, percent(1.0 / classes)));
    chance.addAll(Collections.nCopies(7, ""));
    rows.add(chance);
    return new TextTable(
        "summary",
        "Test scores in per cent: the mean over runs (folds × seeds)"
            + (deviations ? ", ± the standard deviation over them" : "")
            + "; then all answers pooled, with 95 % bootstrap intervals over speakers. Below, acoustic baselines and baselines that use no audio,"
            + " fitted on the same training sets. The validation WA, of the epochs that were kept,"
            + " may be used to choose settings.",
        List.of(
            "variant",
            "runs",
            "WA",
            "UA",
            "macro-F1",
            "pooled WA",
            "WA 95 %",
            "pooled UA",
            "UA 95 %",
            "val WA",
            "epochs"),
        rows);
  }

  private static String interval(
      AcousticSummary s, ToDoubleFunction<Metrics> score, Map<String, String> speakers) {
    return s.answers() == null
        ? ""
        : percent(
            Bootstrap.of(s.answers(), speakers::get).interval(score, Summary.SEED).orElse(null));
  }

  static TextTable byCorpus(List<CorpusSummary> summaries) {
    List<List<String>> rows = new ArrayList<>();
    for (CorpusSummary s : summaries) {
      boolean whole = s.pooled().lacking().isEmpty();
      rows.add(
          List.of(
              s.variant().name(),
              s.pooled().name(),
              Integer.toString(s.runs()),
              percent(s.wa()),
              percent(s.ua()),
              percent(s.macroF1()),
              percent(s.pooled().all().wa()),
              percent(s.pooled().all().ua()),
              whole ? "" : String.join(", ", s.pooled().lacking()),
              whole ? "" : percent(s.restrictedUa()),
              whole ? "" : percent(s.pooled().restricted().ua())));
    }
    return new TextTable(
        "by-corpus",
        "Test scores by corpus in per cent: the mean over runs that tested it, then all answers"
            + " pooled. UA and macro-F1 are means over the classes that are there. Where a corpus"
            + " lacks classes of the model, also the UA of the most probable of the classes that"
            + " it has.",
        List.of(
            "variant",
            "corpus",
            "runs",
            "WA",
            "UA",
            "macro-F1",
            "pooled WA",
            "pooled UA",
            "lacks",
            "restricted UA",
            "pooled restricted UA"),
        rows);
  }

  static TextTable comparisons(List<Comparison> comparisons) {
    double[] adjusted = adjusted(comparisons);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      Comparison c = comparisons.get(i);
      rows.add(
          List.of(
              c.second(),
              c.first(),
              Integer.toString(c.pairs()),
              points(c.wa().meanDifference()),
              p(c.wa().pValue()),
              points(c.ua().meanDifference()),
              p(c.ua().pValue()),
              p(adjusted[i]),
              c.mcNemar().onlySecond() + " : " + c.mcNemar().onlyFirst(),
              p(c.mcNemar().pValue())));
    }
    return new TextTable(
        "comparison",
        "Differences in points and two-sided p-values: permutation tests of scores paired by fold and"
            + " seed (folds share training data, so these p-values are optimistic), the UA's also"
            + " adjusted for the number of comparisons (Holm); McNemar's exact test of the answers of"
            + " one seed, with the numbers that only one of the two has right.",
        List.of(
            "variant",
            "against",
            "pairs",
            "ΔWA",
            "p (WA)",
            "ΔUA",
            "p (UA)",
            "p (UA, Holm)",
            "only one right",
            "p (McNemar)"),
        rows);
  }

  /// One sentence: which differences the tests support.
  static String told(List<Comparison> comparisons) {
    double[] adjusted = adjusted(comparisons);
    List<String> told = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      Comparison c = comparisons.get(i);
      if (adjusted[i] < LEVEL) {
        told.add(
            String.format(
                Locale.ROOT,
                "'%s' has a %s UA than '%s' (%s points, p %s)",
                c.second(),
                c.ua().meanDifference() > 0 ? "higher" : "lower",
                c.first(),
                points(c.ua().meanDifference()),
                p(adjusted[i]).startsWith("<") ? p(adjusted[i]) : "= " + p(adjusted[i])));
      }
    }
    return told.isEmpty()
        ? "No difference between variants is told apart from chance (permutation tests of the UA,"
            + " 5 % after Holm)."
        : "Differences that the tests support (UA, 5 % after Holm): "
            + String.join("; ", told)
            + ".";
  }

  private static double[] adjusted(List<Comparison> comparisons) {
    return Holm.adjust(comparisons.stream().mapToDouble(c -> c.ua().pValue()).toArray());
  }

  /// The settings of each variant that differ from those of the experiment.
  static TextTable variants(List<Variant> variants) {
    return new TextTable(
        "variant-settings",
        "The variants, and the settings that each of them replaces.",
        List.of("variant", "settings"),
        variants.stream()
            .map(v ->
                List.of(
                    v.name(),
                    v.settings().entrySet().stream()
                        .map(e -> e.getKey() + " = " + e.getValue())
                        .collect(Collectors.joining(", "))))
            .toList());
  }

  static TextTable runs(List<RunRecord> records) {
    List<List<String>> rows = new ArrayList<>();
    for (RunRecord r : records) {
      Metrics test = r.test();
      rows.add(
          List.of(
              r.run().variant().name(),
              Integer.toString(r.run().fold()),
              Long.toString(r.run().seed()),
              Integer.toString(test.count()),
              percent(test.wa()),
              percent(test.ua()),
              percent(test.macroF1()),
              percent(r.kept().valWa()),
              Integer.toString(r.history().size()),
              Integer.toString(r.kept().epoch())));
    }
    return new TextTable(
        "runs",
        "Every run: scores of the test set in per cent, the validation WA of the epoch that was"
            + " kept, and the epochs.",
        List.of(
            "variant",
            "fold",
            "seed",
            "tested",
            "WA",
            "UA",
            "macro-F1",
            "val WA",
            "epochs",
            "kept"),
        rows);
  }

  public static TextTable failures(List<Outcome> failed) {
    return new TextTable(
        "failed",
        "Runs without a result; the same command tries them again.",
        List.of("run", "reason"),
        failed.stream()
            .sorted(Comparator.comparing(o -> o.run().title()))
            .map(o -> List.of(o.run().title(), o.failure()))
            .toList());
  }

  private static String percent(double share) {
    return Share.percent(share);
  }

  private static String percent(MeanSd share) {
    return share.text(Share::percent);
  }

  private static String percent(Interval share) {
    return share == null ? "" : percent(share.low()) + " … " + percent(share.high());
  }

  private static String points(double difference) {
    return String.format(Locale.ROOT, "%+.1f", 100 * difference);
  }

  private static String p(double p) {
    return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
  }
}
