package dev.tenor.engine.onnx;

import dev.tenor.engine.io.ProtoWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// An ONNX model under construction (onnx.proto: ModelProto, GraphProto). A value in the graph is
/// its name: every method that makes one returns it, and nodes are added in the order of
/// computation. Values are float32; lists of integers serve as shapes and positions.
///
/// Images are channels last in the engine and channels first in ONNX's operators. So there are many
/// transposes, of which most need not stay: one that undoes another is left out, two in a row
/// become one, elementwise operators go before them, and what no output needs is not written.
public final class OnnxGraph {
  /// What ONNX 1.12 (2022) introduced: layer normalisation as one operator.
  public static final int OPSET = 17;

  private static final int IR_VERSION = 8;

  private final String name;
  private final Map<String, List<OnnxDim>> inputs = new LinkedHashMap<>();
  private final Map<String, List<OnnxDim>> outputs = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> constants = new LinkedHashMap<>();
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final Map<String, Transposed> transposes = new HashMap<>();
  private final Map<Transposed, String> known = new HashMap<>();
  private final Map<String, List<OnnxOperand>> rows = new HashMap<>();
  private String scope = "";

  /// What a transpose makes.
  private record Transposed(String source, List<Integer> axes) {}

  public OnnxGraph(String name) {
    this.name = name;
  }

  /// Nodes that follow are named after a layer.
  public void scope(String layer) {
    scope = layer;
  }

  public String input(String input, OnnxDim... dims) {
    inputs.put(input, List.of(dims));
    return input;
  }

  /// The names of the inputs so far.
  public List<String> inputs() {
    return List.copyOf(inputs.keySet());
  }

  /// Makes `value` the output `output`.
  public void output(String output, String value, OnnxDim... dims) {
    add("Identity", List.of(output), List.of(), value);
    outputs.put(output, List.of(dims));
  }

  /// A constant tensor, row-major. The same name again means the same tensor, stored once.
  public String constant(String constant, int[] dims, float[] values) {
    constants.putIfAbsent(constant, OnnxTensor.of(dims, values));
    return constant;
  }

  /// A name for a constant that the layer has none for: the layer's name, a dot, and `part`, with a
  /// number where that is taken.
  public String unique(String part) {
    String base = scope.isEmpty() ? part : scope + "." + part;
    String candidate = base;
    for (int i = 1; constants.containsKey(candidate); i++) {
      candidate = base + "_" + i;
    }
    return candidate;
  }

  /// A constant number.
  public String constant(float value) {
    return constant("constant " + value, new int[0], new float[] {value});
  }

  /// A constant list of integers, such as a shape.
  public String integers(long... values) {
    String constant = "constant " + Arrays.toString(values);
    constants.putIfAbsent(constant, OnnxTensor.of(new int[] {values.length}, values));
    return constant;
  }

  /// A constant integer.
  public String integer(long value) {
    String constant = "constant integer " + value;
    constants.putIfAbsent(constant, OnnxTensor.of(new int[0], new long[] {value}));
    return constant;
  }

  /// A node with one output and without attributes.
  public String node(String operator, String... operands) {
    return node(operator, List.of(), operands);
  }

  /// A node with one output.
  public String node(String operator, List<OnnxAttribute> attributes, String... operands) {
    return nodes(operator, 1, attributes, operands).getFirst();
  }

  /// A node with several outputs. An empty operand stands for one that is left out.
  public List<String> nodes(
      String operator, int results, List<OnnxAttribute> attributes, String... operands) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < results; i++) {
      names.add(operator + "_" + nodes.size() + (results == 1 ? "" : "." + i));
    }
    add(operator, names, attributes, operands);
    return names;
  }

  private void add(
      String operator, List<String> results, List<OnnxAttribute> attributes, String... operands) {
    String node = (scope.isEmpty() ? "" : scope + "/") + operator + "_" + nodes.size();
    nodes.add(new OnnxNode(node, operator, List.of(operands), results, attributes));
  }

  /// x with axis i from its axis `axes[i]`.
  public String transpose(String x, int... axes) {
    Transposed before = transposes.get(x);
    List<Integer> order = new ArrayList<>();
    for (int axis : axes) {
      order.add(before == null ? axis : before.axes.get(axis));
    }
    String source = before == null ? x : before.source;
    if (isIdentity(order)) {
      return source;
    }
    Transposed wanted = new Transposed(source, order);
    return known.computeIfAbsent(
        wanted,
        key -> {
          long[] perm = order.stream().mapToLong(Integer::longValue).toArray();
          String made = node("Transpose", List.of(OnnxAttribute.integers("perm", perm)), source);
          transposes.put(made, key);
          return made;
        });
  }

  private static boolean isIdentity(List<Integer> order) {
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i) != i) {
        return false;
      }
    }
    return true;
  }

  /// What works on every element by itself: a transpose of x is left for afterwards.
  public String elementwise(String x, UnaryOperator<String> body) {
    Transposed made = transposes.get(x);
    if (made == null) {
      return body.apply(x);
    }
    int[] axes = made.axes.stream().mapToInt(Integer::intValue).toArray();
    return transpose(body.apply(made.source), axes);
  }

  /// The same of two values, of which transposes are left for afterwards if they are the same.
  public String elementwise(String a, String b, BinaryOperator<String> body) {
    Transposed first = transposes.get(a);
    Transposed second = transposes.get(b);
    return first != null && second != null && first.axes.equals(second.axes)
        ? elementwise(a, source -> body.apply(source, second.source))
        : body.apply(a, b);
  }

  /// x as a whole number, for positions and lengths.
  public String whole(String x) {
    return node("Cast", List.of(OnnxAttribute.integer("to", OnnxTensor.INT64)), x);
  }

  /// A truth value, or a whole number, as the engine has it: a number, of truth 1 or 0.
  public String number(String x) {
    return node("Cast", List.of(OnnxAttribute.integer("to", OnnxTensor.FLOAT)), x);
  }

  /// Values one after the other in one row. Who takes a whole part out of it gets the part; so the
  /// row, whose parts may begin where a free dim says, need not be in the file.
  public String row(List<OnnxOperand> parts) {
    String[] flat =
        parts.stream()
            .map(part -> node("Reshape", part.value(), integers(-1)))
            .toArray(String[]::new);
    String made = node("Concat", List.of(OnnxAttribute.integer("axis", 0)), flat);
    rows.put(made, parts);
    return made;
  }

  /// The parts of a [#row]; none of other values.
  public List<OnnxOperand> parts(String value) {
    return rows.getOrDefault(value, List.of());
  }

  /// The whole model file.
  ///
  /// @param metadata strings that go with the model
  public byte[] model(Map<String, String> metadata) {
    ProtoWriter graph = new ProtoWriter();
    OnnxLiveness live = new OnnxLiveness(nodes, outputs.keySet());
    live.nodes().forEach(node -> graph.message(1, node.proto()));
    graph.text(2, name);
    constants.forEach((constant, tensor) -> {
      if (live.needs(constant)) {
        graph.message(5, tensor.proto(constant));
      }
    });
    inputs.forEach((input, dims) -> graph.message(11, valueInfo(input, dims)));
    outputs.forEach((output, dims) -> graph.message(12, valueInfo(output, dims)));
    ProtoWriter model = new ProtoWriter().integer(1, IR_VERSION).text(2, "tenor").message(7, graph);
    model.message(8, new ProtoWriter().text(1, "").integer(2, OPSET));
    metadata.forEach(
        (key, value) -> model.message(14, new ProtoWriter().text(1, key).text(2, value)));
    return model.toBytes();
  }

  private static ProtoWriter valueInfo(String value, List<OnnxDim> dims) {
    ProtoWriter shape = new ProtoWriter();
    dims.forEach(dim -> shape.message(1, dim.proto()));
    ProtoWriter tensor = new ProtoWriter().integer(1, OnnxTensor.FLOAT).message(2, shape);
    return new ProtoWriter().text(1, value).message(2, new ProtoWriter().message(1, tensor));
  }
}
