package dev.tenor.ser.experiment.cross;

import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.report.Figure;
import dev.tenor.ser.report.Report;
import dev.tenor.ser.report.TextTable;
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
    List<TextTable> tables = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    List<TextTable> details = new ArrayList<>();
    if (!matrix.cells().isEmpty()) {
      tables.add(table());
      figures.add(CrossTables.heatMap(matrix));
      details.add(CrossTables.cells(matrix));
    }
    List<Outcome> open = outcomes.stream().filter(o -> !o.isFinished()).toList();
    if (!open.isEmpty()) {
      tables.add(
          new TextTable(
              "failed",
              "Runs without a result; the same command tries them again.",
              List.of("run", "reason"),
              open.stream().map(o -> List.of(o.run().title(), o.failure())).toList()));
    }
    String title =
        String.format(
            Locale.ROOT,
            "%s: %s, protocol %s",
            plan.kind(),
            String.join(", ", matrix.corpora().keySet()),
            plan.base().protocol());
    return new Report(title, intro(), tables, figures, details, CrossAudit.lines(plan, outcomes));
  }

  private List<String> intro() {
    List<String> intro = new ArrayList<>(sentences());
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
