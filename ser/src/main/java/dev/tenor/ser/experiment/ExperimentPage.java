package dev.tenor.ser.experiment;

import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.page.Answers;
import dev.tenor.ser.page.AuditSection;
import dev.tenor.ser.page.CalibrationSection;
import dev.tenor.ser.page.CitationSection;
import dev.tenor.ser.page.ClassSection;
import dev.tenor.ser.page.Conclusion;
import dev.tenor.ser.page.ErrorSection;
import dev.tenor.ser.page.GroupSection;
import dev.tenor.ser.page.Rivals;
import dev.tenor.ser.report.Figure;
import dev.tenor.ser.report.Report;
import dev.tenor.ser.report.Section;
import dev.tenor.ser.run.CorpusScores;
import dev.tenor.ser.run.Environment;
import dev.tenor.ser.run.EnvironmentSection;
import dev.tenor.ser.run.SettingsSection;
import dev.tenor.ser.stats.MeanSd;
import dev.tenor.ser.stats.Predictions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The page of an experiment: what its variants gave and how they differ, then the pooled answers
/// of each variant as a run's page shows its own.
final class ExperimentPage {
  /// Of more variants the page would be too long: every run has its own.
  private static final int MOST_CURVES = 4;

  private final ExperimentReport data;
  private final List<Section> sections = new ArrayList<>();

  ExperimentPage(ExperimentReport data) {
    this.data = data;
  }

  /// @param figures of this kind of experiment
  /// @param further comparisons with other experiments
  Report build(List<Figure> figures, List<Comparison> further) throws IOException {
    List<Comparison> comparisons = new ArrayList<>(data.comparisons());
    comparisons.addAll(further);
    sections.add(result(figures, comparisons));
    sections.add(whatWasRun());
    sections.add(EnvironmentSection.of(data.sessions()));
    if (!data.failed().isEmpty()) {
      sections.add(
          Section.titled("Runs without a result")
              .table(ExperimentTables.failures(data.failed()))
              .build());
    }
    for (Map.Entry<String, List<RunRecord>> variant : data.byVariant().entrySet()) {
      pooled(variant.getKey(), variant.getValue());
    }
    errors();
    curves();
    sections.add(Section.titled("Every run").table(ExperimentTables.runs(data.records())).build());
    sections.add(AuditSection.of(data.audit()));
    sections.add(CitationSection.of(data.cited(), Environment.here().version()));
    return new Report(data.title(), sections);
  }

  private Section result(List<Figure> figures, List<Comparison> comparisons) {
    Section.Builder section = Section.titled("Result");
    if (data.byVariant().isEmpty()) {
      return section.text("No run has a result: there is nothing to conclude.").build();
    }
    data.byVariant().forEach((name, records) -> section.text(conclusion(name, records)));
    section.table(
        ExperimentTables.summary(
            data.summaries(),
            data.acoustic(),
            data.audit().baselines(),
            data.speakers(),
            data.corpus().labels().size()));
    if (!comparisons.isEmpty()) {
      section.text(ExperimentTables.told(comparisons));
      section.table(ExperimentTables.comparisons(comparisons));
    }
    List<CorpusSummary> corpora = data.byCorpus();
    if (!corpora.isEmpty()) {
      section.table(ExperimentTables.byCorpus(corpora));
    }
    figures.forEach(section::plot);
    return section.build();
  }

  private String conclusion(String name, List<RunRecord> records) {
    String subject = data.byVariant().size() == 1 ? "The model" : "Variant '" + name + "'";
    return Conclusion.of(
        subject,
        answers(records),
        Rivals.of(records.stream().map(RunRecord::acoustic).toList(), data.audits(records)));
  }

  private Answers answers(List<RunRecord> records) {
    return Answers.of(
        Predictions.pooled(records.stream().map(RunRecord::predictions).toList()), data.corpus());
  }

  private Section whatWasRun() {
    Section.Builder section = Section.titled("What was run");
    data.intro().forEach(section::text);
    if (data.plan().variants().size() > 1) {
      section.table(ExperimentTables.variants(data.plan().variants()));
    }
    return SettingsSection.add(section, data.plan().base()).build();
  }

  private void pooled(String name, List<RunRecord> records) {
    boolean alone = data.byVariant().size() == 1;
    String prefix = alone ? "" : Case.word(name) + "-";
    String title = alone ? "" : name + ": ";
    Answers answers = answers(records);
    String about = data.title() + (alone ? "" : ", " + name);
    sections.add(ClassSection.of(title + "Classes", prefix, about, answers.metrics()));
    sections.add(
        GroupSection.of(
            title + "Speakers and sentences",
            prefix,
            answers,
            (Utterance u) -> data.corpus().corpusOf(u),
            CorpusScores.of(data.corpus(), answers.predictions()).scores()));
    sections.add(
        CalibrationSection.of(title + "Probabilities", prefix, answers.predictions(), null));
  }

  /// Of one variant, as audio makes a page large: the one that the validation sets would choose.
  private void errors() throws IOException {
    Comparator<Map.Entry<String, List<RunRecord>>> byValidation =
        Comparator.comparingDouble(v -> MeanSd.of(v.getValue(), r -> r.kept().valWa()).mean());
    data.byVariant().entrySet().stream()
        .max(byValidation)
        .ifPresent(best -> {
          String of = data.byVariant().size() == 1 ? "" : ": " + best.getKey();
          sections.add(
              ErrorSection.of("The most confident errors" + of, "", answers(best.getValue())));
        });
  }

  private void curves() {
    Map<String, List<RunRecord>> variants = data.byVariant();
    if (data.plan().base().config().training().model().isAcoustic() || variants.isEmpty()) {
      return;
    }
    Section.Builder section = Section.titled("Learning curves");
    if (variants.size() > MOST_CURVES) {
      section.text("They are in the page of each run.");
    } else {
      variants.forEach((name, records) -> {
        boolean alone = variants.size() == 1;
        section.plot(
            ExperimentFigures.learningCurves(
                alone ? "" : Case.word(name) + "-", alone ? "" : ", " + name, records));
      });
    }
    sections.add(section.build());
  }
}
