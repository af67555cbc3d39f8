package dev.tenor.engine.ops;

import static dev.tenor.engine.onnx.OnnxAttribute.integer;
import static dev.tenor.engine.onnx.OnnxAttribute.integers;
import static dev.tenor.engine.onnx.OnnxAttribute.number;

import dev.tenor.engine.onnx.OnnxCall;
import dev.tenor.engine.onnx.OnnxForms;
import dev.tenor.engine.onnx.OnnxGraph;
import dev.tenor.engine.onnx.OnnxOperand;
import java.util.Arrays;
import java.util.List;

/// Normalisations in ONNX's operators, whose channels are axis 1.
final class OnnxNorms {
  private OnnxNorms() {}

  static void addTo(OnnxForms forms) {
    forms
        .with(BatchNorm.class, OnnxNorms::batchNorm)
        .with(LayerNorm.class, OnnxNorms::layerNorm)
        .with(RmsNorm.class, OnnxNorms::rmsNorm)
        .with(GroupNorm.class, OnnxNorms::groupNorm)
        .with(Normalize.class, OnnxNorms::normalize);
  }

  private static String batchNorm(OnnxCall<BatchNorm> call) {
    OnnxGraph graph = call.graph();
    int rank = call.output().rank();
    List<OnnxOperand> parameters = call.inputs().subList(1, 5);
    float eps = call.op().eps();
    if (rank == 1) {
      String row = graph.node("Unsqueeze", call.in(0), graph.integers(0));
      return graph.node("Squeeze", batchNorm(graph, row, parameters, eps), graph.integers(0));
    }
    String x = OnnxImages.channelsFirst(graph, call.in(0), rank);
    return OnnxImages.channelsLast(graph, batchNorm(graph, x, parameters, eps), rank);
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

  private static String rmsNorm(OnnxCall<RmsNorm> call) {
    OnnxGraph graph = call.graph();
    String x = call.in(0);
    String squares =
        graph.node("ReduceMean", List.of(integers("axes", -1)), graph.node("Mul", x, x));
    String rms = graph.node("Sqrt", graph.node("Add", squares, graph.constant(call.op().eps())));
    return graph.node("Mul", graph.node("Div", x, rms), call.in(1));
  }

  /// Each group as one channel of ONNX's instance norm, without weight and bias of its own.
  private static String groupNorm(OnnxCall<GroupNorm> call) {
    OnnxGraph graph = call.graph();
    int rank = call.output().rank();
    int groups = call.op().groups() == 0 ? call.output().dim(-1) : call.op().groups();
    String x = OnnxImages.channelsFirst(graph, call.in(0), rank);
    String grouped = graph.node("Reshape", x, graph.integers(0, groups, -1));
    float[] ones = new float[groups];
    Arrays.fill(ones, 1);
    int[] shape = {groups};
    String normed =
        graph.node(
            "InstanceNormalization",
            List.of(number("epsilon", call.op().eps())),
            grouped,
            graph.constant("ones " + groups, shape, ones),
            graph.constant("zeros " + groups, shape, new float[groups]));
    String y = graph.node("Reshape", normed, graph.node("Shape", x));
    String scaled = graph.node("Mul", OnnxImages.channelsLast(graph, y, rank), call.in(1));
    return graph.node("Add", scaled, call.in(2));
  }

  private static String normalize(OnnxCall<Normalize> call) {
    OnnxGraph graph = call.graph();
    String norm = graph.node("ReduceL2", List.of(integers("axes", call.op().axis())), call.in(0));
    String bounded = graph.node("Max", norm, graph.constant(call.op().eps()));
    return graph.node("Div", call.in(0), bounded);
  }
}
