package dev.tenor.ser.experiment.cross;

import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.experiment.ExperimentTables;
import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.page.CitationSection;
import dev.tenor.ser.report.Report;
import dev.tenor.ser.report.Section;
import dev.tenor.ser.report.TextTable;
import dev.tenor.ser.run.CorpusSpec;
import dev.tenor.ser.run.Environment;
import dev.tenor.ser.run.EnvironmentSection;
import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.run.RunSessions;
import dev.tenor.ser.run.SettingsSection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The result of a cross-corpus experiment, made from its run folders alone.
public final class CrossReport {
  private final Plan plan;
  private final List<Outcome> outcomes;
  private final CrossMatrix matrix;

  /// @param outcomes of the plan's runs
  public CrossReport(Plan plan, List<Outcome> outcomes) throws IOException {
    this.plan = plan;
    this.outcomes = List.copyOf(outcomes);
    matrix = new CrossMatrix(plan, outcomes);
  }

  public CrossMatrix matrix() {
    return matrix;
  }

  /// The matrix as a table.
  public TextTable table() {
    return CrossTables.matrix(matrix);
  }

  /// What it means.
  public List<String> sentences() {
    return new CrossText(matrix, plan.variants()).sentences();
  }

  public Report build() throws IOException {
    List<Section> sections = new ArrayList<>();
    Section.Builder result = Section.titled("Result");
    sentences().forEach(result::text);
    if (!matrix.cells().isEmpty()) {
      result.table(table()).plot(CrossTables.heatMap(matrix)).table(CrossTables.cells(matrix));
    }
    sections.add(result.build());
    Section.Builder run = Section.titled("What was run");
    intro().forEach(run::text);
    sections.add(SettingsSection.add(run, plan.base()).build());
    sections.add(EnvironmentSection.of(sessions()));
    List<Outcome> open = outcomes.stream().filter(o -> !o.isFinished()).toList();
    if (!open.isEmpty()) {
      sections.add(
          Section.titled("Runs without a result").table(ExperimentTables.failures(open)).build());
    }
    sections.add(
        Section.titled("Audit of the splits").lines(CrossAudit.lines(plan, outcomes)).build());
    List<String> cited = plan.base().corpora().stream().map(CorpusSpec::identity).toList();
    sections.add(CitationSection.of(cited, Environment.here().version()));
    String title =
        String.format(
            Locale.ROOT,
            "%s: %s, protocol %s",
            plan.kind(),
            String.join(", ", matrix.corpora().keySet()),
            plan.base().protocol());
    return new Report(title, sections);
  }

  private List<RunSessions> sessions() throws IOException {
    List<RunSessions> sessions = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome.isFinished()) {
        sessions.add(RunDirectory.open(outcome.folder()).sessions());
      }
    }
    return sessions;
  }

  private List<String> intro() {
    List<String> intro = new ArrayList<>();
    for (Listing corpus : matrix.corpora().values()) {
      intro.add(corpus.describe() + ".");
    }
    long finished = outcomes.stream().filter(Outcome::isFinished).count();
    intro.add(
        String.format(
            Locale.ROOT,
            "Classes: %s. Folds %s, seeds %s; %d of %d runs have a result. UA is the mean recall of the"
                + " classes. The intervals say what other speakers would change, not what another"
                + " training would.",
            String.join(", ", plan.base().labelMap().labels()),
            plan.folds(),
            plan.seeds(),
            finished,
            outcomes.size()));
    return intro;
  }
}
