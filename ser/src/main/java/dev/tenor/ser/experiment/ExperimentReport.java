package dev.tenor.ser.experiment;

import dev.tenor.ser.DataException;
import dev.tenor.ser.audit.AuditTable;
import dev.tenor.ser.audit.SplitAudit;
import dev.tenor.ser.baseline.AcousticTable;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.report.Figure;
import dev.tenor.ser.report.Report;
import dev.tenor.ser.report.ScoreReport;
import dev.tenor.ser.report.TextTable;
import dev.tenor.ser.run.RunCorpora;
import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.split.Split;
import dev.tenor.ser.train.Monitor;
import dev.tenor.ser.train.TrainConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Tables, plots and significance tests of an experiment, made from its run folders alone.
public final class ExperimentReport {
  private final Plan plan;
  private final List<Outcome> failed = new ArrayList<>();
  private final Map<String, List<RunRecord>> byVariant = new LinkedHashMap<>();
  private final Map<String, String> speakers = new TreeMap<>();
  private final List<SplitAudit> audits = new ArrayList<>();
  private final Listing corpus;
  private final List<String> foldLines;

  /// @throws IOException if a run's files or the corpus cannot be read
  public ExperimentReport(Plan plan, List<Outcome> outcomes) throws IOException {
    this.plan = plan;
    RunSpec base = plan.base();
    RunCorpora corpora = RunCorpora.of(base);
    corpus = corpora.listing();
    foldLines = corpora.foldLines(Collections.max(plan.folds()));
    corpus.utterances().forEach((Utterance u) -> speakers.put(u.key(), u.speaker()));
    RunDirectory knowing = knowing(outcomes);
    Set<String> skipped = knowing.skipped().keySet();
    Listing heard = corpus.without(skipped);
    Set<Split> splits = new LinkedHashSet<>(); // that of a file is the same for all seeds
    for (long seed : plan.seeds()) {
      for (int fold : plan.folds()) {
        splits.add(corpora.split(seed, fold));
      }
    }
    for (Split split : splits) {
      audits.add(SplitAudit.of(heard, split.without(skipped), knowing.recordings()));
    }
    for (Outcome outcome : outcomes) {
      if (outcome.isFinished()) {
        byVariant
            .computeIfAbsent(outcome.run().variant().name(), _ -> new ArrayList<>())
            .add(read(outcome));
      } else {
        failed.add(outcome);
      }
    }
  }

  /// The run with hashes of most recordings: all runs read the same ones, but some may have skipped
  /// more than others, or have a damaged file.
  private static RunDirectory knowing(List<Outcome> outcomes) {
    RunDirectory best = null;
    int most = -1;
    for (Outcome outcome : outcomes) {
      RunDirectory run = new RunDirectory(outcome.folder());
      int known = known(run);
      best = known > most ? run : best;
      most = Math.max(known, most);
    }
    return best;
  }

  private static int known(RunDirectory run) {
    try {
      return run.recordings().size();
    } catch (IOException _) {
      return -1; // the run's own report has the reason, if there is one
    }
  }

  private RunRecord read(Outcome outcome) throws IOException {
    RunRecord record = RunRecord.read(outcome);
    for (String key : record.predictions().keys()) {
      if (!speakers.containsKey(key)) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: was tested on %s, which the corpus no longer has; restore it or start anew",
                outcome.folder(),
                key));
      }
    }
    return record;
  }

  /// The finished runs of each variant, in the order of the plan.
  public Map<String, List<RunRecord>> byVariant() {
    return byVariant;
  }

  /// The leakage audits of all folds and seeds.
  public AuditTable audit() {
    return new AuditTable(audits);
  }

  /// The scores of each variant.
  public List<Summary> summaries() {
    return plan.variants().stream()
        .map(variant -> byVariant.get(variant.name()))
        .filter(Objects::nonNull)
        .map(records -> Summary.of(records, speakers))
        .toList();
  }

  /// The scores of each variant by corpus; none where one corpus with all classes is all there is.
  public List<CorpusSummary> byCorpus() {
    return plan.variants().stream()
        .map(variant -> byVariant.get(variant.name()))
        .filter(Objects::nonNull)
        .flatMap(records -> CorpusSummary.of(records, corpus).stream())
        .toList();
  }

  /// The scores of acoustic baselines, once for each fold and seed: they are the same for all
  /// variants, which differ in the network alone.
  public List<AcousticSummary> acoustic() {
    Map<String, AcousticTable> byPlace = new LinkedHashMap<>();
    for (RunRecord r : records()) {
      String place = String.format(Locale.ROOT, "%d/%d", r.run().seed(), r.run().fold());
      byPlace.merge(place, r.acoustic(), (a, b) -> a.scores().isEmpty() ? b : a);
    }
    return AcousticSummary.of(byPlace.values());
  }

  private List<RunRecord> records() {
    return byVariant.values().stream().flatMap(List::stream).toList();
  }

  /// Every variant against the first one.
  public List<Comparison> comparisons() {
    String reference = plan.variants().getFirst().name();
    List<RunRecord> first = byVariant.getOrDefault(reference, List.of());
    return plan.variants().stream()
        .skip(1)
        .filter(variant -> byVariant.containsKey(variant.name()))
        .map(v -> Comparison.of(reference, first, v.name(), byVariant.get(v.name())))
        .filter(Objects::nonNull)
        .toList();
  }

  /// The report.
  ///
  /// @param further comparisons with other experiments
  public Report build(List<Figure> figures, List<Comparison> further) {
    List<TextTable> tables = new ArrayList<>();
    List<Comparison> comparisons = new ArrayList<>(comparisons());
    comparisons.addAll(further);
    if (!byVariant.isEmpty()) {
      tables.add(ExperimentTables.summary(summaries(), acoustic(), audit().baselines()));
    }
    List<CorpusSummary> corpora = byCorpus();
    if (!corpora.isEmpty()) {
      tables.add(ExperimentTables.byCorpus(corpora));
    }
    if (!comparisons.isEmpty()) {
      tables.add(ExperimentTables.comparisons(comparisons));
    }
    if (!failed.isEmpty()) {
      tables.add(ExperimentTables.failures(failed));
    }
    List<TextTable> details = List.of(ExperimentTables.runs(records()));
    return new Report(title(), intro(), tables, figures, details, audit().lines());
  }

  private String title() {
    RunSpec base = plan.base();
    String tested = base.tested().isEmpty() ? "" : ", tested on " + base.tested();
    return String.format(
        Locale.ROOT, "%s: %s%s, protocol %s", plan.kind(), base.corpus(), tested, base.protocol());
  }

  private List<String> intro() {
    int all = plan.cases().size();
    List<String> intro = new ArrayList<>();
    intro.add(corpus.describe() + ".");
    foldLines.forEach(line -> intro.add(line + "."));
    intro.add(
        String.format(
            Locale.ROOT,
            "%s. Folds %s, seeds %s; %d of %d runs have a result.",
            audits.getFirst().split().rule(),
            plan.folds(),
            plan.seeds(),
            all - failed.size(),
            all));
    intro.add(
        "WA is the accuracy; UA is the mean recall, macro-F1 the mean F1 of"
            + " the classes that a test set has. The test set was evaluated once per run.");
    kept(plan.base().config().training()).ifPresent(intro::add);
    absentClasses().ifPresent(intro::add);
    verdict().ifPresent(intro::add);
    return intro;
  }

  /// Which epoch of a run was tested; classifiers have none.
  private static Optional<String> kept(TrainConfig training) {
    if (training.model().isAcoustic()) {
      return Optional.empty();
    }
    return Optional.of(
        training.monitor() == Monitor.LAST
            ? "The last epoch of every run was taken."
            : "The epoch with the best validation score ("
                + Json.mapper().valueToTree(training.monitor()).asText()
                + ") of every run was taken.");
  }

  /// A sentence where variants do not beat the better acoustic baseline.
  public Optional<String> verdict() {
    return AcousticSummary.verdict(byVariant.values());
  }

  /// Which test sets lack a class, in a sentence.
  private Optional<String> absentClasses() {
    Map<String, String> sides = new LinkedHashMap<>();
    for (List<RunRecord> records : byVariant.values()) {
      for (RunRecord r : records) {
        if (!r.test().absent().isEmpty()) {
          sides.put(
              String.format(Locale.ROOT, "fold %d, seed %d", r.run().fold(), r.run().seed()),
              ScoreReport.absentText(r.test()));
        }
      }
    }
    if (sides.isEmpty()) {
      return Optional.empty();
    }
    Map.Entry<String, String> first = sides.entrySet().iterator().next();
    String others = sides.size() == 1 ? "" : " (and likewise in " + (sides.size() - 1) + " others)";
    return Optional.of(
        "A test set lacks classes: " + first.getKey() + others + ": " + first.getValue() + ".");
  }
}
