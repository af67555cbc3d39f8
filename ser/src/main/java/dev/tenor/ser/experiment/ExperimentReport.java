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
import dev.tenor.ser.run.CorpusSpec;
import dev.tenor.ser.run.RunCorpora;
import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.run.RunSessions;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.split.Split;
import dev.tenor.ser.train.Monitor;
import dev.tenor.ser.train.TrainConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Tables, plots and significance tests of an experiment, made from its run folders alone.
public final class ExperimentReport {
  private final Plan plan;
  private final List<Outcome> failed = new ArrayList<>();
  private final Map<String, List<RunRecord>> byVariant = new LinkedHashMap<>();
  private final List<RunSessions> sessions = new ArrayList<>();
  private final Map<String, String> speakers = new TreeMap<>();
  private final List<SplitAudit> audits = new ArrayList<>();
  private final Map<String, SplitAudit> byPlace = new TreeMap<>();
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
    Known known = Known.of(outcomes);
    Set<String> skipped = known.skipped();
    Listing heard = corpus.without(skipped);
    Map<Split, SplitAudit> splits = new LinkedHashMap<>(); // that of a file has any seed
    for (long seed : plan.seeds()) {
      for (int fold : plan.folds()) {
        Split split = corpora.split(seed, fold).without(skipped);
        if (!splits.containsKey(split)) {
          splits.put(split, SplitAudit.of(heard, split, known.recordings()));
        }
        byPlace.put(place(seed, fold), splits.get(split));
      }
    }
    audits.addAll(splits.values());
    for (Outcome outcome : outcomes) {
      if (outcome.isFinished()) {
        byVariant
            .computeIfAbsent(outcome.run().variant().name(), _ -> new ArrayList<>())
            .add(read(outcome));
        sessions.add(RunDirectory.open(outcome.folder()).sessions());
      } else {
        failed.add(outcome);
      }
    }
    Set<Case> begun = outcomes.stream().map(Outcome::run).collect(Collectors.toSet());
    plan.cases().stream()
        .filter(one -> !begun.contains(one))
        .forEach(one -> failed.add(new Outcome(one, one.folder(), "not run yet")));
  }

  /// What the runs have found out about the recordings. All read the same ones, but some may have
  /// skipped more than others, have stopped before they read them, or have a damaged file.
  ///
  /// @param recordings utterance key → hash that is equal for identical recordings
  /// @param skipped the keys of utterances that no run could read
  private record Known(Map<String, String> recordings, Set<String> skipped) {
    static Known of(List<Outcome> outcomes) {
      Map<String, String> recordings = new TreeMap<>();
      Set<String> skipped = new TreeSet<>();
      for (Outcome outcome : outcomes) {
        RunDirectory run = new RunDirectory(outcome.folder());
        try {
          Map<String, String> heard = run.recordings();
          skipped.addAll(run.skipped().keySet());
          heard.forEach(recordings::putIfAbsent);
        } catch (IOException _) {
          continue; // the run's own report has the reason, if there is one
        }
      }
      skipped.removeAll(recordings.keySet());
      return new Known(recordings, skipped);
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

  Plan plan() {
    return plan;
  }

  /// The corpora as they are now.
  Listing corpus() {
    return corpus;
  }

  /// Utterance key → speaker.
  Map<String, String> speakers() {
    return speakers;
  }

  /// What the finished runs were made with.
  List<RunSessions> sessions() {
    return sessions;
  }

  /// The corpora to cite.
  List<String> cited() {
    return plan.base().corpora().stream().map(CorpusSpec::identity).toList();
  }

  /// The runs that have failed, and those that were not begun.
  List<Outcome> failed() {
    return failed;
  }

  /// The audits of the splits of some runs, once for each.
  List<SplitAudit> audits(List<RunRecord> records) {
    return records.stream().map(r -> byPlace.get(place(r.run().seed(), r.run().fold()))).toList();
  }

  private static String place(long seed, int fold) {
    return String.format(Locale.ROOT, "%d/%d", seed, fold);
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
      String place = place(r.run().seed(), r.run().fold());
      byPlace.merge(place, r.acoustic(), (a, b) -> a.scores().isEmpty() ? b : a);
    }
    return AcousticSummary.of(byPlace.values());
  }

  /// All finished runs.
  List<RunRecord> records() {
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
  /// @param figures of this kind of experiment
  /// @param further comparisons with other experiments
  public Report build(List<Figure> figures, List<Comparison> further) throws IOException {
    return new ExperimentPage(this).build(figures, further);
  }

  String title() {
    RunSpec base = plan.base();
    String tested = base.tested().isEmpty() ? "" : ", tested on " + base.tested();
    return String.format(
        Locale.ROOT, "%s: %s%s, protocol %s", plan.kind(), base.corpus(), tested, base.protocol());
  }

  /// What was run and how it is scored, in sentences.
  List<String> intro() {
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
