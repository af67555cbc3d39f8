package dev.tenor.ser.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.stats.Metrics;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What people and programs read of acoustic baselines.
final class AcousticTableTest {
  private static final List<String> LABELS = List.of("sad", "angry");

  private static Metrics metrics(int right, int wrong) {
    return new Metrics(LABELS, new int[][] {{right, wrong}, {wrong, right}}, 0.5);
  }

  private static AcousticTable table() {
    return new AcousticTable(
        List.of(
            new AcousticScore("SVM", metrics(7, 3)),
            new AcousticScore("regression", metrics(6, 4))));
  }

  @Test
  void aRowForEach() {
    List<String> lines = table().lines();
    assertEquals(3, lines.size());
    assertTrue(lines.get(1).matches("  SVM +70\\.0 +70\\.0 +70\\.0"), lines.get(1));
    assertTrue(lines.get(2).matches("  regression +60\\.0 +60\\.0 +60\\.0"), lines.get(2));
  }

  @Test
  void theVerdictIsOfTheBetterOneAndOnlyWhereItIsNotBeaten() {
    assertEquals(
        Optional.of("the network does not beat the SVM: UA 50.0 % against 70.0 %"),
        table().verdict(metrics(5, 5)));
    assertTrue(table().verdict(metrics(7, 3)).isPresent(), "the same is not better");
    assertEquals(Optional.empty(), table().verdict(metrics(8, 2)));
  }

  @Test
  void jsonAndBack() throws IOException {
    JsonNode rows = Json.mapper().readTree(Json.pretty(table().report()));
    assertEquals(0.7, rows.get(0).get("ua").doubleValue());
    AcousticTable again = AcousticTable.of(rows, LABELS);
    assertEquals(table().lines(), again.lines());
    assertEquals(0.5, again.scores().getFirst().test().loss());
  }

  @Test
  void olderRunsHaveNone() {
    AcousticTable none = AcousticTable.of(MissingNode.getInstance(), LABELS);
    assertEquals(List.of(), none.lines());
    assertEquals(Optional.empty(), none.verdict(metrics(0, 9)));
  }

  @Test
  void damagedOnesAreRefused() throws IOException {
    for (String row :
        List.of(
            "{'name': 'x'}",
            "{'confusion': [[1, 0], [0, 1]]}",
            "{'name': 'x', 'confusion': [[1, 0]]}",
            "{'name': 'x', 'confusion': [[1, 0], [1]]}",
            "{'name': 'x', 'confusion': [[1, 0], 'y']}")) {
      JsonNode rows = Json.mapper().readTree("[" + row.replace('\'', '"') + "]");
      assertThrows(IllegalArgumentException.class, () -> AcousticTable.of(rows, LABELS), row);
    }
  }
}
