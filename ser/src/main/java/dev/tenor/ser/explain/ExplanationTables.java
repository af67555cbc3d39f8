package dev.tenor.ser.explain;

import dev.tenor.ser.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The tables of an explanation.
final class ExplanationTables {
  private static final int MEASURES = 12;

  private ExplanationTables() {}

  static TextTable scores(String name, Explanation e) {
    List<List<String>> rows = new ArrayList<>();
    e.prediction().scores().forEach((label, p) -> rows.add(List.of(label, decimals(100 * p, 1))));
    return new TextTable(
        name + "-scores", "The probabilities.", List.of("label", "probability, %"), rows);
  }

  static TextTable parts(String name, Explanation e) {
    List<List<String>> rows = new ArrayList<>();
    for (Part part : e.parts()) {
      rows.add(List.of(part.name(), decimals(part.attribution(), 3), decimals(part.drop(), 3)));
    }
    return new TextTable(
        name + "-parts",
        "What the kinds of input values add to the logit of "
            + e.label()
            + ": the sum of their integrated gradients, and by how much the logit falls without them"
            + " (all replaced by the mean of the training data).",
        List.of("input", "attribution", "logit falls by"),
        rows);
  }

  static TextTable measures(String name, Explanation e) {
    List<List<String>> rows = new ArrayList<>();
    for (Measure m : e.measures().subList(0, Math.min(MEASURES, e.measures().size()))) {
      rows.add(List.of(m.name(), decimals(m.value(), 2), decimals(m.attribution(), 3)));
    }
    return new TextTable(
        name + "-measures",
        "The measures of the voice that add or take most. Values are in standard deviations from the"
            + " mean of the training data.",
        List.of("measure", "value", "attribution"),
        rows);
  }

  static TextTable nearest(String name, Explanation e) {
    List<List<String>> rows = new ArrayList<>();
    for (TrainingEmbeddings.Neighbour n : e.nearest()) {
      rows.add(
          List.of(
              n.utterance().key(),
              n.utterance().emotion(),
              n.utterance().speaker(),
              decimals(n.cosine(), 4)));
    }
    return new TextTable(
        name + "-nearest",
        "The nearest training utterances, by the cosine of the vectors that the classifier gets.",
        List.of("utterance", "emotion", "speaker", "cosine"),
        rows);
  }

  private static String decimals(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
