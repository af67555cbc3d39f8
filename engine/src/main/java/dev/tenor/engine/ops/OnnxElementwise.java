package dev.tenor.engine.ops;

import static dev.tenor.engine.onnx.OnnxAttribute.integer;

import dev.tenor.engine.backend.BinaryFn;
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
        .with(BinaryScalar.class, OnnxElementwise::binaryScalar)
        .with(Clamp.class, OnnxElementwise::clamp)
        .with(Scale.class, OnnxElementwise::scale)
        .with(Softmax.class, OnnxElementwise::softmax)
        .with(Where.class, OnnxElementwise::where);
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
      case GELU_TANH -> geluTanh(graph, x);
      case SILU -> graph.node("Mul", x, graph.node("Sigmoid", x));
      case SOFTPLUS -> graph.node("Softplus", x);
      case TANH -> graph.node("Tanh", x);
      case SIGMOID -> graph.node("Sigmoid", x);
      case EXP -> graph.node("Exp", x);
      case LOG -> graph.node("Log", x);
      case SQRT -> graph.node("Sqrt", x);
      case RSQRT -> graph.node("Reciprocal", graph.node("Sqrt", x));
      case ABS -> graph.node("Abs", x);
      case NEG -> graph.node("Neg", x);
      case SQUARE -> graph.node("Mul", x, x);
      case RECIPROCAL -> graph.node("Reciprocal", x);
      case SIN -> graph.node("Sin", x);
      case COS -> graph.node("Cos", x);
    };
  }

  /// x/2 · (1 + erf(x/√2)); opset 17 has no operator for it.
  private static String gelu(OnnxGraph graph, String x) {
    String erf = graph.node("Erf", graph.node("Mul", x, graph.constant((float) Math.sqrt(0.5))));
    return gated(graph, x, erf);
  }

  /// x/2 · (1 + tanh(√(2/π)·(x + 0.044715·x³))).
  private static String geluTanh(OnnxGraph graph, String x) {
    String cube = graph.node("Mul", x, graph.node("Mul", x, x));
    String sum = graph.node("Add", x, graph.node("Mul", cube, graph.constant(0.044715f)));
    String scale = graph.constant((float) Math.sqrt(2 / Math.PI));
    return gated(graph, x, graph.node("Tanh", graph.node("Mul", sum, scale)));
  }

  private static String gated(OnnxGraph graph, String x, String gate) {
    String half = graph.node("Mul", x, graph.constant(0.5f));
    return graph.node("Mul", half, graph.node("Add", gate, graph.constant(1)));
  }

  private static String binary(OnnxCall<Binary> call) {
    OnnxGraph graph = call.graph();
    BinaryFn fn = call.op().fn();
    return graph.elementwise(call.in(0), call.in(1), (a, b) -> binary(graph, fn, a, b));
  }

  private static String binaryScalar(OnnxCall<BinaryScalar> call) {
    OnnxGraph graph = call.graph();
    String b = graph.constant(call.op().b());
    return graph.elementwise(call.in(0), a -> binary(graph, call.op().fn(), a, b));
  }

  private static String binary(OnnxGraph graph, BinaryFn fn, String a, String b) {
    return switch (fn) {
      case ADD -> graph.node("Add", a, b);
      case SUB -> graph.node("Sub", a, b);
      case MUL -> graph.node("Mul", a, b);
      case DIV -> graph.node("Div", a, b);
      case POW -> graph.node("Pow", a, b);
      case MIN -> graph.node("Min", a, b);
      case MAX -> graph.node("Max", a, b);
      case PRELU -> {
        String positive = graph.node("Greater", a, graph.constant(0));
        yield graph.node("Where", positive, a, graph.node("Mul", b, a));
      }
      case GREATER -> graph.number(graph.node("Greater", a, b));
      case GREATER_EQUAL -> graph.number(graph.node("GreaterOrEqual", a, b));
      case LESS -> graph.number(graph.node("Less", a, b));
      case LESS_EQUAL -> graph.number(graph.node("LessOrEqual", a, b));
      case EQUAL -> graph.number(graph.node("Equal", a, b));
      case NOT_EQUAL -> graph.number(graph.node("Not", graph.node("Equal", a, b)));
    };
  }

  private static String clamp(OnnxCall<Clamp> call) {
    OnnxGraph graph = call.graph();
    String low = graph.constant(call.op().low());
    String high = graph.constant(call.op().high());
    return graph.elementwise(call.in(0), x -> graph.node("Clip", x, low, high));
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

  private static String where(OnnxCall<Where> call) {
    OnnxGraph graph = call.graph();
    String chosen = graph.node("Not", graph.node("Equal", call.in(0), graph.constant(0)));
    return graph.node("Where", chosen, call.in(1), call.in(2));
  }
}
