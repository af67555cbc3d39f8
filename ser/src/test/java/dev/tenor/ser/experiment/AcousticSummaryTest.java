package dev.tenor.ser.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.ser.baseline.AcousticScore;
import dev.tenor.ser.baseline.AcousticTable;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.train.History;
import dev.tenor.ser.train.Monitor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Acoustic baselines, over several runs.
final class AcousticSummaryTest {
  private static final List<String> LABELS = List.of("sad", "angry");

  /// A baseline that has so many of ten of each class right.
  private static AcousticTable acoustic(int right) {
    int[][] confusion = {{right, 10 - right}, {10 - right, right}};
    return new AcousticTable(List.of(new AcousticScore("SVM", new Metrics(LABELS, confusion, 1))));
  }

  /// A run with so many of ten right, all of one class.
  private static RunRecord run(String variant, int fold, int right, AcousticTable acoustic) {
    float[][] probabilities = new float[10][];
    Arrays.setAll(probabilities, i -> i < right ? new float[] {1, 0} : new float[] {0, 1});
    Predictions predictions =
        new Predictions(LABELS, Collections.nCopies(10, "u"), new int[10], probabilities);
    return new RunRecord(
        new Case(new Variant(variant, Map.of()), fold, 1),
        predictions,
        acoustic,
        new History(Monitor.WA));
  }

  @Test
  void meansAndPooledAnswers() {
    List<AcousticSummary> summaries = AcousticSummary.of(List.of(acoustic(6), acoustic(8)));
    assertEquals(1, summaries.size());
    AcousticSummary svm = summaries.getFirst();
    assertEquals(2, svm.runs());
    assertEquals(0.7, svm.ua().mean(), 1e-12);
    assertArrayEquals(new int[] {14, 6}, svm.pooled().confusion()[0]);
    assertEquals(0.7, svm.pooled().wa(), 1e-12);
  }

  @Test
  void theVerdictNamesTheVariantsThatDoNotBeatIt() {
    List<RunRecord> worse = List.of(run("a", 0, 6, acoustic(6)), run("a", 1, 7, acoustic(8)));
    List<RunRecord> better = List.of(run("b", 0, 9, acoustic(6)), run("b", 1, 9, acoustic(8)));
    assertEquals(
        Optional.of(
            "The network does not beat the acoustic baseline: a has a mean UA of 65.0 % against"
                + " 70.0 % of the SVM."),
        AcousticSummary.verdict(List.of(worse, better)));
    assertEquals(Optional.empty(), AcousticSummary.verdict(List.of(better)));
  }

  /// The mean over other folds would be compared otherwise.
  @Test
  void noVerdictWhereSomeRunsHaveNoBaselines() {
    AcousticTable none = new AcousticTable(List.of());
    List<RunRecord> mixed = List.of(run("a", 0, 1, acoustic(9)), run("a", 1, 1, none));
    assertEquals(Optional.empty(), AcousticSummary.verdict(List.of(mixed)));
    assertEquals(List.of(), AcousticSummary.of(List.of(none)));
  }
}
