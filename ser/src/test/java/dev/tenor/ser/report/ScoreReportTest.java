package dev.tenor.ser.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.plot.MatrixPlot;
import dev.tenor.ser.stats.Metrics;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What is said of classes that are absent.
final class ScoreReportTest {
  private static final List<String> LABELS = List.of("neutral", "happy", "sad", "angry");

  private static Metrics metrics(int[] truth, int... predicted) {
    return Metrics.of(LABELS, truth, predicted, 1.5);
  }

  private static JsonNode json(Metrics metrics) throws IOException {
    return Json.mapper().readTree(Json.pretty(new ScoreReport(metrics).map()));
  }

  @Test
  void aModelThatAlwaysSaysAngryScoresAsTheMostFrequentClassAlone() {
    List<String> lines = new ScoreReport(metrics(new int[] {3, 3, 0, 1}, 3, 3, 3, 3)).lines("test");
    assertEquals(
        List.of(
            "test WA  50.0 %   UA  33.3 %   macro-F1  22.2 %   (4 utterances; always their most"
                + " frequent class: WA 50.0 %, UA 33.3 %, macro-F1 22.2 %)",
            "  no utterance of sad: UA and macro-F1 are means over neutral, happy, angry",
            "  true \\ predicted  neutral    happy      sad    angry  recall, %",
            "           neutral        0        0        0        1        0.0",
            "             happy        0        0        0        1        0.0",
            "               sad        0        0        0        0          –",
            "             angry        0        0        0        2      100.0"),
        lines);
  }

  @Test
  void noRecallIsNullAndNoClassIsForgotten() throws IOException {
    JsonNode json = json(metrics(new int[] {3, 3, 0, 1}, 3, 3, 3, 3));
    assertTrue(json.get("recall").get("sad").isNull());
    assertEquals(0, json.get("recall").get("happy").asDouble(-1));
    assertEquals("[\"sad\"]", json.get("absent_classes").toString());
    assertEquals(json.get("ua"), json.get("majority_ua"));
    assertEquals(json.get("wa"), json.get("majority_wa"));
    assertEquals(json.get("macro_f1"), json.get("majority_macro_f1"));
  }

  @Test
  void oneClassAloneIsCalledSo() {
    String text = String.join("\n", new ScoreReport(metrics(new int[] {2, 2}, 2, 0)).lines("x"));
    assertTrue(text.contains("no utterance of neutral, happy, angry: UA is the recall"), text);
    assertTrue(text.contains("of sad alone"), text);
  }

  @Test
  void noUtteranceHasNoScores() throws IOException {
    Metrics none = Metrics.of(LABELS, new int[0], new int[0], Double.NaN);
    assertEquals(List.of("val no utterance, no scores"), new ScoreReport(none).lines("val"));
    JsonNode json = json(none);
    for (String score : List.of("wa", "ua", "macro_f1", "loss", "majority_wa", "majority_ua")) {
      assertTrue(json.get(score).isNull(), score);
    }
    assertEquals(4, json.get("absent_classes").size());
  }

  @Test
  void thePlotNamesAbsentClasses() {
    Figure figure = ConfusionPlot.of(metrics(new int[] {3, 3, 0, 1}, 3, 3, 3, 3), "x");
    MatrixPlot plot = (MatrixPlot) figure.plot();
    assertEquals(List.of("neutral", "happy", "sad (none)", "angry"), plot.rows());
    assertArrayEquals(new MatrixPlot.Cell[4], plot.cells()[2], "no 0 % of what is not there");
    assertEquals(new MatrixPlot.Cell(1, "100", "2"), plot.cells()[3][3]);
  }

  @Test
  void thePlotIsTheSameInEveryLocale() throws IOException {
    Metrics metrics = metrics(new int[] {3, 3, 3, 0, 1, 2}, 3, 3, 1, 0, 1, 2);
    Locale before = Locale.getDefault(Locale.Category.FORMAT);
    byte[] english;
    byte[] arabic;
    try {
      Locale.setDefault(Locale.Category.FORMAT, Locale.ENGLISH);
      english = ConfusionPlot.of(metrics, "x").svg(FigureStyle.DEFAULT);
      Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG-u-nu-arab"));
      arabic = ConfusionPlot.of(metrics, "x").svg(FigureStyle.DEFAULT);
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, before);
    }
    assertArrayEquals(english, arabic);
  }
}
