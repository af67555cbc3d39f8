package dev.tenor.ser.run;

import dev.tenor.ser.audit.SplitAudit;
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
import dev.tenor.ser.train.History;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// The page of an evaluation: what that of a run has, as far as it is known.
final class EvaluationPage {
  private EvaluationPage() {}

  static Report of(EvaluationReport r) throws IOException {
    Answers answers = Answers.of(r.predictions(), r.listing());
    List<SplitAudit> audits = r.audit() == null ? List.of() : r.audit().folds();
    List<Section> sections = new ArrayList<>();
    sections.add(ResultSection.of("The model", answers, Rivals.of(List.of(r.acoustic()), audits)));
    sections.add(whatWasRun(r));
    if (r.run() != null) {
      sections.add(EnvironmentSection.of(List.of(r.run().sessions())));
    }
    sections.add(ClassSection.of("Classes", "", r.heading(), r.predictions().metrics()));
    sections.add(
        GroupSection.of(
            "Speakers and sentences",
            "",
            answers,
            (Utterance u) -> r.listing().corpusOf(u),
            r.byCorpus().scores()));
    sections.add(CalibrationSection.of("Probabilities", "", r.predictions(), r.calibration()));
    sections.add(ErrorSection.of("The most confident errors", "", answers));
    if (r.run() != null && Files.exists(r.run().history())) {
      RunSpec spec = r.run().spec();
      if (!spec.config().training().model().isAcoustic()) {
        History history = History.read(r.run().history(), spec.config().training());
        sections.add(CurveSection.of(history, spec.title()));
      }
    }
    if (r.audit() != null) {
      sections.add(AuditSection.of(r.audit()));
    }
    if (!r.skipped().isEmpty()) {
      sections.add(RunPage.leftOut(r.skipped()));
    }
    sections.add(CitationSection.of(r.cited(), Environment.here().version()));
    return new Report(r.heading(), sections);
  }

  private static Section whatWasRun(EvaluationReport r) throws IOException {
    Section.Builder section = Section.titled("What was run");
    r.models().forEach(model -> section.text("Model: " + model));
    section.text(r.title() + "; " + r.sharing() + ".");
    return r.run() == null ? section.build() : SettingsSection.add(section, r.run().spec()).build();
  }
}
