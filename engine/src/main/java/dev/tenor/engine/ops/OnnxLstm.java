package dev.tenor.engine.ops;

import static dev.tenor.engine.onnx.OnnxAttribute.integer;
import static dev.tenor.engine.onnx.OnnxAttribute.text;

import dev.tenor.engine.onnx.OnnxCall;
import dev.tenor.engine.onnx.OnnxGraph;
import java.util.List;

/// An LSTM as ONNX has it: time first, gates in the order i, o, f, c, and the parameters of both
/// directions one below the other.
final class OnnxLstm {
  /// Where ONNX's gates stand among PyTorch's i, f, g, o.
  private static final int[] GATES = {0, 3, 1, 2};

  private static final int PER_DIRECTION = 4;

  private OnnxLstm() {}

  static String lstm(OnnxCall<Lstm> call) {
    OnnxGraph graph = call.graph();
    int directions = call.op().directions();
    int hidden = call.output().dim(2) / directions;
    String states =
        graph.node(
            "LSTM",
            List.of(
                text("direction", directions == 2 ? "bidirectional" : "forward"),
                integer("hidden_size", hidden)),
            graph.transpose(call.in(0), 1, 0, 2),
            gates(call, "W", 1),
            gates(call, "R", 2),
            gates(call, "B", 3, 4));
    String batchFirst = graph.transpose(states, 2, 0, 1, 3); // from [T,D,B,H]
    return graph.node("Reshape", batchFirst, graph.integers(0, 0, (long) directions * hidden));
  }

  /// The parameters of every direction, [D, parts·4·H, columns], a bias without columns.
  private static String gates(OnnxCall<Lstm> call, String name, int... parts) {
    int directions = call.op().directions();
    int numel = call.values(parts[0]).length;
    int block = numel / GATES.length;
    float[] joined = new float[directions * parts.length * numel];
    int to = 0;
    for (int d = 0; d < directions; d++) {
      for (int part : parts) {
        float[] values = call.values(part + d * PER_DIRECTION);
        for (int gate : GATES) {
          System.arraycopy(values, gate * block, joined, to, block);
          to += block;
        }
      }
    }
    int rows = parts.length * call.shape(parts[0]).dim(0);
    int[] shape =
        parts.length > 1
            ? new int[] {directions, rows}
            : new int[] {directions, rows, call.shape(parts[0]).dim(1)};
    return call.graph().constant(call.graph().unique(name), shape, joined);
  }
}
