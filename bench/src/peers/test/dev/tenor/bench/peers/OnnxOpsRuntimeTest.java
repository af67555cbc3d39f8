package dev.tenor.bench.peers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.tck.OnnxCase;
import dev.tenor.engine.tck.OpCase;
import dev.tenor.engine.tck.OpCases;
import dev.tenor.engine.tensor.Nmse;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// ONNX Runtime computes of every op case that can be exported what the scalar backend does.
final class OnnxOpsRuntimeTest {
  private static final double MAX_NMSE = 1e-10;

  static Stream<OpCase> cases() {
    return OpCases.all().stream().filter(OnnxOpsRuntimeTest::isExported);
  }

  /// Of what is not, `OnnxOpsTest` has the list. ONNX Runtime's recurrent operators want a step,
  /// its products of matrices and its reshapes an image, and its extremes pass a NaN over.
  private static boolean isExported(OpCase op) {
    String name = op.toString();
    boolean noSteps = name.startsWith("recurrent") && name.endsWith("no steps");
    boolean refused =
        name.equals("avg_pool2d of no images") || name.equals("group_norm of no images");
    if (noSteps || refused || name.startsWith("edges of extreme") || op.inputs().isEmpty()) {
      return false;
    }
    try {
      OnnxCase.of(op);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void outputsAreEqual(OpCase op) throws Exception {
    OnnxCase onnx = OnnxCase.of(op);
    long[] shape = Arrays.stream(onnx.shape().toArray()).asLongStream().toArray();
    try (Onnx session = new Onnx(onnx.model())) {
      double nmse = Nmse.of(session.run("y", "x", onnx.x(), shape), onnx.expected());
      assertTrue(nmse <= MAX_NMSE, () -> op + ": NMSE " + nmse);
    }
  }
}
