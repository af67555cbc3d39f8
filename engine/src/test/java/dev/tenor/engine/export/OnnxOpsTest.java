package dev.tenor.engine.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.tck.OnnxCase;
import dev.tenor.engine.tck.OpCase;
import dev.tenor.engine.tck.OpCases;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Which ops can be exported, and that their graphs hold together; that they compute the same is
/// checked with ONNX Runtime under the Maven profile `peers`.
final class OnnxOpsTest {
  /// Losses are for training, and a graph predicts.
  private static final Set<String> WITHOUT = Set.of("cross_entropy");

  @Test
  void everyOpButTheseHasAForm() {
    Map<String, String> refused = new TreeMap<>();
    for (OpCase op : OpCases.all()) {
      if (op.inputs().isEmpty()) {
        continue; // a constant
      }
      try {
        OnnxFile.of(OnnxCase.of(op).model()).check();
      } catch (IllegalArgumentException e) {
        String message = e.getMessage();
        assertTrue(message.startsWith("ONNX: "), message);
        assertTrue(message.contains(" has no ONNX form; "), op + " is refused: " + message);
        refused.put(message.replaceFirst("ONNX: (.*: )?(\\S+) has no .*", "$2"), op.toString());
      }
    }
    assertEquals(WITHOUT, refused.keySet(), refused.toString());
  }
}
