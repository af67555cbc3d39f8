package dev.tenor.ser.run;

import dev.tenor.ser.audit.AuditTable;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.page.Answers;
import dev.tenor.ser.page.AuditSection;
import dev.tenor.ser.page.CalibrationSection;
import dev.tenor.ser.page.CitationSection;
import dev.tenor.ser.page.ClassSection;
import dev.tenor.ser.page.CurveSection;
import dev.tenor.ser.page.ErrorSection;
import dev.tenor.ser.page.GroupSection;
import dev.tenor.ser.page.ResultSection;
import dev.tenor.ser.page.Rivals;
import dev.tenor.ser.report.Report;
import dev.tenor.ser.report.Section;
import dev.tenor.ser.report.TextTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// The page of a finished run.
final class RunPage {
  private RunPage() {}

  /// @param network whether the model is one, which learned by epochs
  static Report of(RunResult result, boolean network) throws IOException {
    RunSpec spec = result.spec();
    Answers answers = Answers.of(result.predictions(), result.listing());
    List<Section> sections = new ArrayList<>();
    sections.add(
        ResultSection.of(
            network ? "The network" : "The model",
            answers,
            Rivals.of(List.of(result.acoustic()), List.of(result.audit()))));
    sections.add(whatWasRun(result));
    sections.add(EnvironmentSection.of(List.of(result.directory().sessions())));
    sections.add(ClassSection.of("Classes", "", spec.title() + ", test set", result.test()));
    sections.add(
        GroupSection.of(
            "Speakers and sentences",
            "",
            answers,
            (Utterance u) -> result.listing().corpusOf(u),
            result.byCorpus().scores()));
    sections.add(
        CalibrationSection.of("Probabilities", "", result.predictions(), result.calibration()));
    sections.add(ErrorSection.of("The most confident errors", "", answers));
    if (network) {
      sections.add(CurveSection.of(result.history(), spec.title()));
    }
    sections.add(AuditSection.of(new AuditTable(List.of(result.audit()))));
    if (!result.skipped().isEmpty()) {
      sections.add(leftOut(result.skipped()));
    }
    sections.add(
        CitationSection.of(
            spec.corpora().stream().map(CorpusSpec::identity).toList(),
            Environment.here().version()));
    return new Report(spec.title(), sections);
  }

  private static Section whatWasRun(RunResult result) {
    Section.Builder section = Section.titled("What was run");
    section.lines(result.split().lines());
    return SettingsSection.add(section, result.spec()).build();
  }

  /// @param skipped utterance key → why it was left out
  static Section leftOut(SortedMap<String, String> skipped) {
    return Section.titled("Recordings that were left out")
        .table(
            new TextTable(
                "left-out",
                "They cannot be read, and are in no subset.",
                List.of("utterance", "reason"),
                skipped.entrySet().stream().map(e -> List.of(e.getKey(), e.getValue())).toList()))
        .build();
  }
}
