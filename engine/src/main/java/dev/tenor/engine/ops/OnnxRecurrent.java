package dev.tenor.engine.ops;

import static dev.tenor.engine.onnx.OnnxAttribute.integer;
import static dev.tenor.engine.onnx.OnnxAttribute.text;
import static dev.tenor.engine.onnx.OnnxAttribute.texts;

import dev.tenor.engine.onnx.OnnxAttribute;
import dev.tenor.engine.onnx.OnnxCall;
import dev.tenor.engine.onnx.OnnxGraph;
import dev.tenor.engine.onnx.OnnxOperand;
import dev.tenor.engine.onnx.TracedShape;
import dev.tenor.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// A recurrent layer as ONNX has it: time first, gates in another order, and the parameters of both
/// directions one below the other.
final class OnnxRecurrent {
  private static final int INT32 = 6;

  private final OnnxCall<Recurrent> call;
  private final OnnxGraph graph;
  private final Recurrent op;
  private final int hidden;

  OnnxRecurrent(OnnxCall<Recurrent> call) {
    this.call = call;
    graph = call.graph();
    op = call.op();
    hidden = call.shape(2).dim(1);
  }

  /// Where ONNX's gates stand among PyTorch's: of i, f, g, o in the order i, o, f, c; of r, z, n in
  /// the order z, r, h.
  private int[] gates() {
    return switch (op.cell()) {
      case LSTM -> new int[] {0, 3, 1, 2};
      case GRU -> new int[] {1, 0, 2};
      case RNN_TANH, RNN_RELU -> new int[] {0};
    };
  }

  private String operator() {
    return switch (op.cell()) {
      case LSTM -> "LSTM";
      case GRU -> "GRU";
      case RNN_TANH, RNN_RELU -> "RNN";
    };
  }

  private List<OnnxAttribute> attributes() {
    List<OnnxAttribute> attributes = new ArrayList<>();
    attributes.add(text("direction", op.directions() == 2 ? "bidirectional" : "forward"));
    attributes.add(integer("hidden_size", hidden));
    if (op.cell() == RecurrentCell.GRU) {
      attributes.add(integer("linear_before_reset", 1)); // as cuDNN and PyTorch have it
    }
    if (op.cell() == RecurrentCell.RNN_RELU) {
      attributes.add(texts("activations", Collections.nCopies(op.directions(), "Relu")));
    }
    return attributes;
  }

  private List<String> inputs() {
    List<String> inputs =
        new ArrayList<>(
            List.of(
                graph.transpose(call.in(0), 1, 0, 2),
                packed("W", 1),
                packed("R", 2),
                packed("B", 3, 4)));
    if (op.padded() || op.initial()) {
      inputs.add(op.padded() ? lengths() : "");
    }
    for (int i = 0; op.initial() && i < op.states(); i++) {
      inputs.add(call.in(op.hiddenState() + i));
    }
    return inputs;
  }

  private String lengths() {
    return graph.node("Cast", List.of(integer("to", INT32)), call.in(op.lengths()));
  }

  String write() {
    int results = op.stateful() ? 1 + op.states() : 1;
    List<String> made =
        graph.nodes(operator(), results, attributes(), inputs().toArray(String[]::new));
    String batchFirst = graph.transpose(made.getFirst(), 2, 0, 1, 3); // from [T,D,B,H]
    long width = (long) op.directions() * hidden;
    String out = graph.node("Reshape", batchFirst, graph.integers(0, 0, width));
    if (!op.stateful()) {
      return out;
    }
    List<OnnxOperand> parts = new ArrayList<>();
    parts.add(part(out, x -> Shape.of(x.dim(0), x.dim(1), (int) width)));
    for (int i = 0; i < op.states(); i++) {
      parts.add(
          part(lastState(made.get(1 + i), i), x -> Shape.of(op.directions(), x.dim(0), hidden)));
    }
    return graph.row(parts);
  }

  /// The last state of a sequence without steps is the first one, in ONNX Runtime 0.
  private String lastState(String state, int i) {
    if (!op.padded() || !op.initial()) {
      return state;
    }
    String none = graph.node("Equal", call.in(op.lengths()), graph.constant(0));
    String each = graph.node("Unsqueeze", none, graph.integers(1)); // [B,1] beside [D,B,H]
    return graph.node("Where", each, call.in(op.hiddenState() + i), state);
  }

  private OnnxOperand part(String value, UnaryOperator<Shape> ofInput) {
    List<Shape> each = call.shape(0).each().stream().map(ofInput).toList();
    return new OnnxOperand(value, new TracedShape(each), null);
  }

  /// The parameters of every direction, [D, parts·G·H, columns], a bias without columns.
  private String packed(String name, int... parts) {
    for (int part : parts) {
      for (int d = 0; d < op.directions(); d++) {
        if (!call.inputs().get(part + d * Recurrent.PER_DIRECTION).isConstant()) {
          return computed(parts);
        }
      }
    }
    int[] gates = gates();
    int numel = call.values(parts[0]).length;
    int block = numel / gates.length;
    float[] joined = new float[op.directions() * parts.length * numel];
    int to = 0;
    for (int d = 0; d < op.directions(); d++) {
      for (int part : parts) {
        float[] values = call.values(part + d * Recurrent.PER_DIRECTION);
        for (int gate : gates) {
          System.arraycopy(values, gate * block, joined, to, block);
          to += block;
        }
      }
    }
    int rows = parts.length * gates.length * hidden;
    int[] shape =
        parts.length > 1
            ? new int[] {op.directions(), rows}
            : new int[] {op.directions(), rows, call.shape(parts[0]).dim(1)};
    return graph.constant(graph.unique(name), shape, joined);
  }

  /// The same of parameters that are computed themselves.
  private String computed(int... parts) {
    int[] gates = gates();
    String rows =
        graph.integers(
            IntStream.of(gates)
                .flatMap(gate -> IntStream.range(gate * hidden, (gate + 1) * hidden))
                .asLongStream()
                .toArray());
    List<String> directions = new ArrayList<>();
    for (int d = 0; d < op.directions(); d++) {
      List<String> each = new ArrayList<>();
      for (int part : parts) {
        each.add(graph.node("Gather", call.in(part + d * Recurrent.PER_DIRECTION), rows));
      }
      directions.add(graph.node("Unsqueeze", joined(each), graph.integers(0)));
    }
    return joined(directions);
  }

  private String joined(List<String> parts) {
    return parts.size() == 1
        ? parts.getFirst()
        : graph.node("Concat", List.of(integer("axis", 0)), parts.toArray(String[]::new));
  }
}
