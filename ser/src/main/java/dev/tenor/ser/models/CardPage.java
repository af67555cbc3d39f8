package dev.tenor.ser.models;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.stats.Share;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/// A model's card as Markdown.
public final class CardPage {
  private final JsonNode card;
  private final StringJoiner page = new StringJoiner("\n", "", "\n");

  private CardPage(ModelCard card) {
    this.card = card.json();
  }

  /// @param name of the model
  public static String of(String name, ModelCard card) {
    CardPage page = new CardPage(card);
    page.write(name);
    return page.page.toString();
  }

  private void write(String name) {
    page.add("# Model card: " + name).add("").add("Purpose: " + text("purpose") + ".").add("");
    page.add("Answers: " + String.join(", ", texts(card.path("labels"))) + ".");
    data();
    training();
    scores();
    classes();
    calibration();
    list("Intended use", "intended");
    list("What it must not be used for", "not");
    list("Limits", "limits");
  }

  private void data() {
    heading("Data and licences");
    for (JsonNode facts : card.path("data")) {
      page.add("**" + facts.path("title").asText() + "**: " + facts.path("listing").asText() + ".");
      page.add("");
      page.add("- Licence: " + facts.path("licence").asText() + ".");
      page.add("- " + facts.path("notice").asText());
      if (!facts.path("citation").asText().isEmpty()) {
        page.add("- Citation: " + facts.path("citation").asText() + ".");
      }
      if (facts.path("listeners").isTextual()) {
        page.add("- Human listeners: " + facts.path("listeners").asText() + ".");
      }
      page.add("");
    }
    page.add("A model of several corpora is under the conditions of all of them together.");
  }

  private void training() {
    heading("Training");
    JsonNode training = card.path("training");
    page.add("Run: " + training.path("run").asText() + ".").add("").add("```");
    texts(training.path("split")).forEach(page::add);
    page.add("```").add("").add("The command that trains it again:").add("");
    page.add("```").add(text("command")).add("```");
  }

  private void scores() {
    heading("Scores");
    page.add("In per cent, of " + text("evidence") + ". WA is the accuracy, UA the mean recall of");
    page.add(
        "the classes that occur, with its 95 % bootstrap interval over speakers. 'unknown' are speakers");
    page.add("whose sex or age is not published.");
    page.add("");
    page.add("| | utterances | WA | UA | 95 % | macro-F1 |");
    page.add("| --- | ---: | ---: | ---: | ---: | ---: |");
    JsonNode scores = card.path("scores");
    row("**all**", scores.path("all"));
    for (String by : List.of("corpus", "sex", "age")) {
      for (Map.Entry<String, JsonNode> group : scores.path("by_" + by).properties()) {
        row(by + " " + group.getKey(), group.getValue());
      }
    }
    for (JsonNode baseline : card.path("baselines")) {
      row("baseline: " + baseline.path("name").asText(), baseline);
    }
    for (Map.Entry<String, JsonNode> people : scores.path("listeners").properties()) {
      row("human listeners, " + people.getKey(), people.getValue());
      row("the model on what they heard", people.getValue().path("model"));
    }
  }

  private void row(String name, JsonNode scores) {
    cells(
        List.of(
            name,
            scores.path("utterances").asText(),
            percent(scores.path("wa")),
            percent(scores.path("ua")),
            interval(scores.path("ua_95")),
            scores.has("macro_f1") ? percent(scores.path("macro_f1")) : ""));
  }

  /// The recall of every class, beside that of listeners.
  private void classes() {
    JsonNode listeners = card.path("scores").path("listeners");
    List<String> header = new ArrayList<>(List.of("class", "utterances", "recall"));
    listeners.properties().forEach(people -> header.add("listeners, " + people.getKey()));
    page.add("");
    cells(header);
    cells(Collections.nCopies(header.size(), "---"));
    for (Map.Entry<String, JsonNode> one : card.path("scores").path("by_class").properties()) {
      List<String> row = new ArrayList<>(List.of(one.getKey()));
      row.add(one.getValue().path("utterances").asText());
      row.add(percent(one.getValue().path("recall")));
      listeners.forEach(people -> row.add(percent(people.path("recall").path(one.getKey()))));
      cells(row);
    }
    if (!listeners.isEmpty()) {
      page.add("");
      page.add("Human listeners: the majority of those who only heard the recording; a tie counts");
      page.add("as a share.");
    }
  }

  private void calibration() {
    heading("Calibration");
    JsonNode calibration = card.path("calibration");
    JsonNode model = calibration.path("model");
    if (!model.isEmpty()) {
      page.add(
          String.format(
              Locale.ROOT,
              "Temperature %.3f, fitted on the validation set. On the model's own test set the"
                  + " expected calibration error is %s %% (before: %s %%), the Brier score %.3f (%.3f).",
              model.path("temperature").asDouble(),
              percent(model.path("after").path("ece")),
              percent(model.path("before").path("ece")),
              model.path("after").path("brier").asDouble(),
              model.path("before").path("brier").asDouble()));
    }
    if (calibration.path("ece").isNumber()) {
      pooledCalibration(calibration);
    }
    unsure(card.path(ModelCard.UNSURE));
  }

  private void pooledCalibration(JsonNode calibration) {
    page.add(
        String.format(
            Locale.ROOT,
            "Of the scores above: expected calibration error %s %%, Brier score %.3f.",
            percent(calibration.path("ece")),
            calibration.path("brier").asDouble()));
  }

  private void unsure(JsonNode unsure) {
    if (unsure.path("below").asDouble() > 0) {
      page.add("");
      page.add(
          String.format(
              Locale.ROOT,
              "An answer with a probability below %s is called unsure. Of the answers above these are"
                  + " %s %%, and %s %% of them are right; of the others %s %%.",
              unsure.path("below").asText(),
              percent(unsure.path("share")),
              percent(unsure.path("wa")),
              percent(unsure.path("others_wa"))));
    }
  }

  private void list(String heading, String key) {
    heading(heading);
    texts(card.path(key)).forEach(item -> page.add("- " + item + "."));
  }

  private void heading(String heading) {
    page.add("").add("## " + heading).add("");
  }

  private void cells(List<String> cells) {
    page.add("| " + String.join(" | ", cells) + " |");
  }

  private String text(String key) {
    return card.path(key).asText();
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }

  private static String interval(JsonNode shares) {
    return shares.size() == 2 ? percent(shares.get(0)) + " … " + percent(shares.get(1)) : "";
  }

  private static String percent(JsonNode share) {
    return share.isNumber() ? Share.percent(share.asDouble()) : Share.NONE;
  }
}
