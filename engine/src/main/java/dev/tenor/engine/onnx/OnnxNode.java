package dev.tenor.engine.onnx;

import dev.tenor.engine.io.ProtoWriter;
import java.util.List;

/// One computation of a graph (message `NodeProto`).
record OnnxNode(
    String name,
    String operator,
    List<String> inputs,
    List<String> outputs,
    List<OnnxAttribute> attributes) {

  ProtoWriter proto() {
    ProtoWriter node = new ProtoWriter();
    inputs.forEach(input -> node.text(1, input));
    outputs.forEach(output -> node.text(2, output));
    node.text(3, name).text(4, operator);
    attributes.forEach(attribute -> node.message(5, attribute.proto()));
    return node;
  }
}
