package dev.tenor.engine.onnx;

import dev.tenor.engine.autograd.Op;
import java.util.List;
import java.util.function.ToIntFunction;

/// One application of an op, to be written into a graph.
///
/// @param ops the op in every run of the network: the same but for what follows from free dims
/// @param inputs in the op's order
/// @param output the shape of the op's output
public record OnnxCall<O extends Op>(
    OnnxGraph graph, List<O> ops, List<OnnxOperand> inputs, TracedShape output) {

  /// The op, whose settings are the same in every run.
  ///
  /// @throws IllegalArgumentException if they depend on a free dim
  public O op() {
    O first = ops.getFirst();
    if (!ops.stream().allMatch(first::equals)) {
      throw new IllegalArgumentException("its settings depend on a free dim: " + ops);
    }
    return first;
  }

  /// A setting in every run.
  public int[] each(ToIntFunction<O> setting) {
    return ops.stream().mapToInt(setting).toArray();
  }

  /// The name of input i.
  public String in(int i) {
    return inputs.get(i).value();
  }

  public TracedShape shape(int i) {
    return inputs.get(i).shape();
  }

  /// The values of input i, which the form needs while it is written.
  ///
  /// @throws IllegalArgumentException if it is no constant
  public float[] values(int i) {
    if (!inputs.get(i).isConstant()) {
      throw new IllegalArgumentException(
          "input " + i + " is computed, but must be a parameter or a constant");
    }
    return inputs.get(i).values();
  }

  public boolean has(int i) {
    return i < inputs.size();
  }

  /// A node without attributes.
  public String node(String operator, String... operands) {
    return graph.node(operator, operands);
  }

  /// A value of shape `from` under another.
  public String reshape(String x, TracedShape from, TracedShape to) {
    if (from.equals(to)) {
      return x;
    }
    boolean empty = to.each().stream().allMatch(shape -> shape.numel() == 0);
    String target = graph.integers(empty ? to.numbers() : to.target(from));
    return graph.node(
        "Reshape", List.of(OnnxAttribute.integer("allowzero", empty ? 1 : 0)), x, target);
  }

  <P extends Op> OnnxCall<P> of(Class<P> type) {
    return new OnnxCall<>(graph, ops.stream().map(type::cast).toList(), inputs, output);
  }
}
