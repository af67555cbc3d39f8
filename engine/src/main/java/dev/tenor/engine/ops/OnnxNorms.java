package dev.tenor.engine.ops;

import static dev.tenor.engine.onnx.OnnxAttribute.integer;
import static dev.tenor.engine.onnx.OnnxAttribute.number;

import dev.tenor.engine.onnx.OnnxCall;
import dev.tenor.engine.onnx.OnnxForms;
import dev.tenor.engine.onnx.OnnxGraph;
import dev.tenor.engine.onnx.OnnxOperand;
import java.util.List;

/// Normalisations in ONNX's operators.
final class OnnxNorms {
  private OnnxNorms() {}

  static void addTo(OnnxForms forms) {
    forms.with(BatchNorm.class, OnnxNorms::batchNorm).with(LayerNorm.class, OnnxNorms::layerNorm);
  }

  /// ONNX's channels are axis 1.
  private static String batchNorm(OnnxCall<BatchNorm> call) {
    OnnxGraph graph = call.graph();
    int rank = call.output().rank();
    int[] first = new int[rank];
    int[] last = new int[rank];
    for (int i = 0; i < rank; i++) {
      first[i] = i == 0 ? 0 : i == 1 ? rank - 1 : i - 1;
      last[i] = i == 0 ? 0 : i == rank - 1 ? 1 : i + 1;
    }
    if (rank == 1) {
      String row = graph.node("Unsqueeze", call.in(0), graph.integers(0));
      String normed = batchNorm(graph, row, call.inputs().subList(1, 5), call.op().eps());
      return graph.node("Squeeze", normed, graph.integers(0));
    }
    String x = graph.transpose(call.in(0), first);
    String y = batchNorm(graph, x, call.inputs().subList(1, 5), call.op().eps());
    return graph.transpose(y, last);
  }

  /// @param parameters weight, bias, running mean and running variance
  static String batchNorm(OnnxGraph graph, String x, List<OnnxOperand> parameters, float eps) {
    return graph.node(
        "BatchNormalization",
        List.of(number("epsilon", eps)),
        x,
        parameters.get(0).value(),
        parameters.get(1).value(),
        parameters.get(2).value(),
        parameters.get(3).value());
  }

  private static String layerNorm(OnnxCall<LayerNorm> call) {
    return call.graph()
        .node(
            "LayerNormalization",
            List.of(integer("axis", -1), number("epsilon", call.op().eps())),
            call.in(0),
            call.in(1),
            call.in(2));
  }
}
