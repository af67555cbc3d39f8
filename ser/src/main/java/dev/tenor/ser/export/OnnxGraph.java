package dev.tenor.ser.export;

import dev.tenor.ser.proto.ProtoWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An ONNX model under construction (onnx.proto: ModelProto, GraphProto). A value in the graph is
/// its name: every method that makes one returns it, and nodes are added in the order of
/// computation. All numbers are float32; the first dim of inputs and outputs is the free `batch`.
final class OnnxGraph {
  /// What ONNX 1.12 (2022) introduced: layer normalisation as one operator.
  static final int OPSET = 17;

  static final int IR_VERSION = 8;

  /// The numbers of the enum `TensorProto.DataType`.
  private static final int FLOAT = 1;

  private static final int INT64 = 7;

  private final ProtoWriter graph = new ProtoWriter();
  private final Set<String> constants = new HashSet<>();
  private int nodes;

  OnnxGraph(String name) {
    graph.text(2, name);
  }

  /// A dim of an input that is not fixed.
  static final int FREE = -1;

  /// An input [batch, dims...]; a dim may be [#FREE], as `frames`.
  String input(String name, int... dims) {
    graph.message(11, valueInfo(name, dims));
    return name;
  }

  /// Makes `value` the output `name` [batch, dims...].
  void output(String name, String value, int... dims) {
    add("Identity", List.of(name), List.of(), value);
    graph.message(12, valueInfo(name, dims));
  }

  private static ProtoWriter valueInfo(String name, int... dims) {
    ProtoWriter shape = new ProtoWriter().message(1, new ProtoWriter().text(2, "batch"));
    for (int dim : dims) {
      shape.message(
          1, dim == FREE ? new ProtoWriter().text(2, "frames") : new ProtoWriter().integer(1, dim));
    }
    ProtoWriter tensor = new ProtoWriter().integer(1, FLOAT).message(2, shape);
    return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensor));
  }

  /// A constant tensor, row-major. The same name again means the same tensor, stored once.
  String constant(String name, int[] dims, float[] values) {
    ByteBuffer raw = littleEndian(Float.BYTES * values.length);
    raw.asFloatBuffer().put(values);
    return constant(name, FLOAT, dims, raw.array());
  }

  /// A constant number.
  String constant(float value) {
    return constant("constant " + value, new int[0], new float[] {value});
  }

  /// A constant list of integers, such as a shape.
  String integers(long... values) {
    ByteBuffer raw = littleEndian(Long.BYTES * values.length);
    raw.asLongBuffer().put(values);
    return constant(
        "constant " + Arrays.toString(values), INT64, new int[] {values.length}, raw.array());
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private String constant(String name, int type, int[] dims, byte[] raw) {
    if (constants.add(name)) {
      ProtoWriter tensor = new ProtoWriter();
      for (int dim : dims) {
        tensor.integer(1, dim);
      }
      graph.message(5, tensor.integer(2, type).text(8, name).bytes(9, raw));
    }
    return name;
  }

  /// A node without attributes.
  String node(String operator, String... inputs) {
    return node(operator, List.of(), inputs);
  }

  /// A node with one output.
  String node(String operator, List<OnnxAttribute> attributes, String... inputs) {
    return node(operator, 1, attributes, inputs).getFirst();
  }

  /// A node with several outputs.
  List<String> node(
      String operator, int outputs, List<OnnxAttribute> attributes, String... inputs) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      names.add(operator + "_" + nodes + (outputs == 1 ? "" : "." + i));
    }
    add(operator, names, attributes, inputs);
    return names;
  }

  private void add(
      String operator, List<String> outputs, List<OnnxAttribute> attributes, String... inputs) {
    ProtoWriter node = new ProtoWriter();
    for (String input : inputs) {
      node.text(1, input);
    }
    outputs.forEach(output -> node.text(2, output));
    node.text(3, operator + "_" + nodes++).text(4, operator);
    attributes.forEach(attribute -> node.message(5, attribute.proto()));
    graph.message(1, node);
  }

  /// The whole model file.
  ///
  /// @param metadata strings that go with the model
  byte[] model(Map<String, String> metadata) {
    ProtoWriter model = new ProtoWriter().integer(1, IR_VERSION).text(2, "tenor").message(7, graph);
    model.message(8, new ProtoWriter().text(1, "").integer(2, OPSET));
    metadata.forEach(
        (key, value) -> model.message(14, new ProtoWriter().text(1, key).text(2, value)));
    return model.toBytes();
  }
}
