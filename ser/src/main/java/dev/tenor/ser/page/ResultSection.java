package dev.tenor.ser.page;

import dev.tenor.ser.report.Section;
import java.util.List;

/// The conclusion, and the first table: the model, the baselines, the majority and chance.
public final class ResultSection {
  private ResultSection() {}

  /// @param subject what is judged, such as `The model`
  public static Section of(String subject, Answers answers, List<Rival> rivals) {
    ScoreRows rows = new ScoreRows("system").add(subject, answers);
    for (Rival rival : rivals) {
      String name = (rival.audible() ? "baseline: " : "baseline without audio: ") + rival.name();
      if (rival.predictions() == null) {
        rows.add(name, rival.metrics());
      } else {
        rows.add(name, answers.with(rival.predictions()));
      }
    }
    if (rivals.stream().allMatch(Rival::audible)) {
      rows.add("always the most frequent class of the test set", answers.metrics().majority());
    }
    int classes = answers.predictions().labels().size();
    rows.add("chance: a uniform guess", "", 1.0 / classes, 1.0 / classes, Double.NaN);
    return Section.titled("Result")
        .text(Conclusion.of(subject, answers, rivals))
        .table(
            rows.table(
                "scores",
                "Scores of the test set in per cent. WA is the accuracy; UA is the mean recall,"
                    + " macro-F1 the mean F1 of the classes that are there. 95 %: bootstrap"
                    + " intervals over speakers."))
        .build();
  }
}
