package dev.tenor.engine.ops;

import dev.tenor.engine.onnx.OnnxCall;
import dev.tenor.engine.onnx.OnnxGraph;
import java.util.Arrays;

/// Weighted sums along an axis in ONNX's operators: a product with the matrix of the weights, which
/// has one row for each result.
final class OnnxResample {
  private final OnnxCall<Resample> call;
  private final OnnxGraph graph;

  OnnxResample(OnnxCall<Resample> call) {
    this.call = call;
    graph = call.graph();
  }

  String write() {
    int rank = call.output().rank();
    String x = call.in(0);
    if (call.ops().getFirst().down() != null) {
      String turned = graph.transpose(x, 0, 2, 1, 3);
      String summed = graph.node("MatMul", matrix("down", 1, true), turned);
      x = graph.transpose(summed, 0, 2, 1, 3);
    }
    return graph.node("MatMul", matrix("across", rank - 2, false), x);
  }

  /// The weights along an axis, [out,in].
  private String matrix(String name, int axis, boolean down) {
    int length = call.shape(0).dim(axis);
    AxisTable first = table(call.ops().getFirst(), down, length);
    for (Resample op : call.ops()) {
      if (!Arrays.equals(table(op, down, length).values(), first.values())) {
        throw new IllegalArgumentException(
            "its weights along axis " + axis + " depend on a free dim");
      }
    }
    return graph.constant(graph.unique(name), new int[] {first.out(), length}, first.dense());
  }

  private static AxisTable table(Resample op, boolean down, int length) {
    return (down ? op.down() : op.across()).table(length);
  }
}
