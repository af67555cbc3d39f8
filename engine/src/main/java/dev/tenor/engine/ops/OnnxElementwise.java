package dev.tenor.engine.ops;

import static dev.tenor.engine.onnx.OnnxAttribute.integer;

import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.onnx.OnnxCall;
import dev.tenor.engine.onnx.OnnxForms;
import dev.tenor.engine.onnx.OnnxGraph;
import java.util.List;

/// Elementwise ops and softmax in ONNX's operators.
final class OnnxElementwise {
  private OnnxElementwise() {}

  static void addTo(OnnxForms forms) {
    forms
        .with(Activation.class, OnnxElementwise::activation)
        .with(Binary.class, OnnxElementwise::binary)
        .with(Scale.class, OnnxElementwise::scale)
        .with(Softmax.class, OnnxElementwise::softmax);
  }

  private static String activation(OnnxCall<Activation> call) {
    UnaryFn fn = call.op().fn();
    OnnxGraph graph = call.graph();
    return graph.elementwise(call.in(0), x -> unary(graph, fn, x));
  }

  static String unary(OnnxGraph graph, UnaryFn fn, String x) {
    return switch (fn) {
      case ELU -> graph.node("Elu", x);
      case RELU -> graph.node("Relu", x);
      case GELU -> gelu(graph, x);
      case TANH -> graph.node("Tanh", x);
      case SIGMOID -> graph.node("Sigmoid", x);
    };
  }

  /// x/2 · (1 + erf(x/√2)); opset 17 has no operator for it.
  private static String gelu(OnnxGraph graph, String x) {
    String erf = graph.node("Erf", graph.node("Mul", x, graph.constant((float) Math.sqrt(0.5))));
    String half = graph.node("Mul", x, graph.constant(0.5f));
    return graph.node("Mul", half, graph.node("Add", erf, graph.constant(1)));
  }

  private static String binary(OnnxCall<Binary> call) {
    String operator =
        switch (call.op().fn()) {
          case ADD -> "Add";
          case SUB -> "Sub";
          case MUL -> "Mul";
        };
    return call.graph().elementwise(operator, call.in(0), call.in(1));
  }

  private static String scale(OnnxCall<Scale> call) {
    OnnxGraph graph = call.graph();
    String alpha = graph.constant(call.op().alpha());
    return graph.elementwise(call.in(0), x -> graph.node("Mul", x, alpha));
  }

  private static String softmax(OnnxCall<Softmax> call) {
    String operator = call.op().log() ? "LogSoftmax" : "Softmax";
    return call.graph().node(operator, List.of(integer("axis", -1)), call.in(0));
  }
}
