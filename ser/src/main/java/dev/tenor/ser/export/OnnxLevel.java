package dev.tenor.ser.export;

import static dev.tenor.engine.onnx.OnnxAttribute.integers;

import dev.tenor.engine.onnx.OnnxGraph;
import dev.tenor.ser.audio.Level;
import java.util.List;

/// Brings samples [batch,S] to a [Level]; silence stays.
final class OnnxLevel {
  private static final float RMS = 0.1f;

  private final OnnxGraph graph;

  OnnxLevel(OnnxGraph graph) {
    this.graph = graph;
  }

  String levelled(String x, Level level) {
    return switch (level) {
      case RECORDED -> x;
      case PEAK -> divided(x, reduced("ReduceMax", graph.node("Abs", x)), 1);
      case RMS -> {
        String squares = reduced("ReduceMean", graph.node("Mul", x, x));
        yield divided(x, graph.node("Sqrt", squares), RMS);
      }
    };
  }

  private String reduced(String operator, String x) {
    return graph.node(operator, List.of(integers("axes", 1)), x);
  }

  /// x · wanted / measured.
  private String divided(String x, String measured, float wanted) {
    String sounds = graph.node("Greater", measured, graph.constant(0));
    String divisor = graph.node("Where", sounds, measured, graph.constant(wanted));
    return graph.node("Mul", x, graph.node("Div", graph.constant(wanted), divisor));
  }
}
