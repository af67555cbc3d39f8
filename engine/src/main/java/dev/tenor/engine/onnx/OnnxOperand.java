package dev.tenor.engine.onnx;

/// An input of an op in a graph.
///
/// @param value its name in the graph
/// @param values what it holds, if that is a constant of the graph, such as a weight; null
///   otherwise
public record OnnxOperand(String value, TracedShape shape, float[] values) {
  public boolean isConstant() {
    return values != null;
  }
}
