package dev.tenor.ser.experiment.search;

import dev.tenor.ser.experiment.Case;
import dev.tenor.ser.experiment.ExperimentFolder;
import dev.tenor.ser.experiment.ExperimentReport;
import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.experiment.Summary;
import dev.tenor.ser.experiment.Variant;
import dev.tenor.ser.plot.Axis;
import dev.tenor.ser.plot.BarPlot;
import dev.tenor.ser.plot.BarPlot.Bar;
import dev.tenor.ser.report.Figure;
import dev.tenor.ser.report.Report;
import dev.tenor.ser.report.Section;
import dev.tenor.ser.run.RunCorpora;
import dev.tenor.ser.run.SettingsSection;
import dev.tenor.ser.stats.Interval;
import dev.tenor.ser.stats.Share;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a grid or search found, by its folder alone: all variants by their validation scores, and
/// the test scores of the one that these chose.
public final class SearchReport {
  private static final int BARS = 20;

  private final Plan plan;
  private final SearchState state;
  private final ExperimentReport tested;

  /// @param folder of the plan
  public SearchReport(Plan plan, Path folder) throws IOException {
    this.plan = plan;
    state = SearchState.of(plan, folder);
    Optional<Variant> chosen = state.chosen();
    tested = chosen.isEmpty() ? null : tested(plan, folder, chosen.get());
  }

  private static ExperimentReport tested(Plan plan, Path folder, Variant chosen)
      throws IOException {
    Plan one = new Plan(plan.kind(), plan.base(), List.of(chosen), plan.folds(), plan.seeds());
    List<Outcome> outcomes = ExperimentFolder.outcomes(folder, one);
    return new ExperimentReport(one, outcomes);
  }

  /// See [SearchState#ranking].
  public List<TrialScore> ranking() {
    return state.ranking();
  }

  /// The test scores of the chosen variant; empty before it is tested.
  public Optional<Summary> chosen() {
    return tested == null ? Optional.empty() : tested.summaries().stream().findFirst();
  }

  /// The runs that are still to be trained, as far as they are known.
  public List<Case> open() {
    return state.open();
  }

  /// What came out, in sentences.
  public List<String> sentences() {
    List<String> lines = new ArrayList<>();
    if (!state.open().isEmpty()) {
      int of = state.entered().getLast().size();
      lines.add(
          String.format(
              Locale.ROOT,
              "Not finished: %d of %d runs of %s have no validation score, and nothing is chosen yet;"
                  + " the first is %s.",
              state.open().size(),
              of,
              plan.eta() == 0
                  ? "the search"
                  : "rung " + state.entered().size() + " of " + Rung.of(plan).size(),
              state.open().getFirst().title()));
    } else if (state.chosen().isEmpty()) {
      lines.add("No variant could be trained; the table has the reasons.");
    } else {
      lines.add(choice(state.ranking().getFirst()));
      lines.add(
          chosen().map(SearchReport::test).orElse("It is not tested yet; repeat the command."));
    }
    return lines;
  }

  private String choice(TrialScore best) {
    StringBuilder settings = new StringBuilder();
    best.trial()
        .settings()
        .forEach((name, value) ->
            settings
                .append(settings.isEmpty() ? "" : ", ")
                .append(name)
                .append(' ')
                .append(SearchTables.text(value)));
    return String.format(
        Locale.ROOT,
        "The validation sets chose %s%s, with a UA of %s %% there; a score by which one of many is"
            + " chosen is too high.",
        best.trial().name(),
        plan.kind().equals("grid") ? "" : " (" + settings + ")", // a grid's names are its settings
        SearchTables.percent(best.ua()));
  }

  private static String test(Summary s) {
    Interval interval = s.uaInterval();
    return String.format(
        Locale.ROOT,
        "On the test sets, which only this variant was asked about, it has a UA of %s %%%s and a WA of"
            + " %s %%.",
        SearchTables.percent(s.ua()),
        interval == null
            ? ""
            : String.format(
                Locale.ROOT,
                " (pooled %s, 95 %% over speakers %s … %s)",
                Share.percent(s.pooled().ua()),
                Share.percent(interval.low()),
                Share.percent(interval.high())),
        SearchTables.percent(s.wa()));
  }

  /// The report; before anything is chosen without scores of tests.
  public Report build() throws IOException {
    Section.Builder choice = Section.titled("Choice by validation");
    sentences().forEach(choice::text);
    choice.table(SearchTables.variants(plan, ranking()));
    if (ranking().stream().anyMatch(s -> s.failure().isEmpty())) {
      choice.plot(bars());
    }
    List<Section> sections = new ArrayList<>(List.of(choice.build()));
    if (tested == null) {
      String corpus = RunCorpora.of(plan.base()).listing().describe();
      Section.Builder run = Section.titled("What was run").text(corpus + ".");
      sections.add(SettingsSection.add(run, plan.base()).build());
      return new Report(plan.kind() + ": " + plan.base().corpus(), sections);
    }
    Report test = tested.build(List.of(), List.of());
    sections.addAll(test.sections());
    return new Report(test.title(), sections);
  }

  private Figure bars() {
    List<TrialScore> best =
        ranking().stream().filter(s -> s.failure().isEmpty()).limit(BARS).toList();
    List<Bar> bars =
        best.stream()
            .map(s -> {
              double ua = 100 * s.ua().mean();
              double sd = s.ua().hasSd() ? 100 * s.ua().sd() : Double.NaN;
              return new Bar(s.trial().name(), ua, ua - sd, ua + sd);
            })
            .toList();
    boolean sd = best.stream().allMatch(s -> s.ua().hasSd());
    return new Figure(
        "variants",
        "Variants by validation",
        "UA on the validation sets"
            + (best.size() < ranking().size() ? ", of the best " + best.size() : "")
            + (sd ? "; whiskers are one standard deviation over runs." : "."),
        new BarPlot(Axis.of("validation UA, %", 0, 100), bars, List.of()));
  }
}
