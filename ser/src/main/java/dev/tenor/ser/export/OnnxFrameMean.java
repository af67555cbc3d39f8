package dev.tenor.ser.export;

import static dev.tenor.engine.onnx.OnnxAttribute.integer;
import static dev.tenor.engine.onnx.OnnxAttribute.integers;

import dev.tenor.engine.onnx.OnnxGraph;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.Length;
import java.util.List;

/// The mean over the frames of an utterance without those of the padding behind it.
final class OnnxFrameMean {
  private final OnnxGraph graph;

  /// How many frames are heard, a number; null if all are.
  private final String count;

  /// 1 for these frames and 0 for others, [T,1].
  private final String mask;

  /// @param heard the number of samples that are heard, a list of one integer
  OnnxFrameMean(OnnxGraph graph, FeatureConfig config, String heard) {
    this.graph = graph;
    if (config.length() == Length.OWN) {
      count = null;
      mask = null;
      return;
    }
    String enough = graph.node("Max", heard, graph.integers(config.shortest()));
    String span =
        config.center() ? enough : graph.node("Sub", enough, graph.integers(config.nFft()));
    String hops = graph.node("Div", span, graph.integers(config.hopLength()));
    count = number(graph.node("Add", hops, graph.integers(1)));
    float[] indices = new float[config.frames()];
    for (int t = 0; t < indices.length; t++) {
      indices[t] = t;
    }
    String frames = graph.constant("front_end.frames", new int[] {indices.length, 1}, indices);
    mask = number(graph.node("Less", frames, count));
  }

  private String number(String x) {
    return graph.node("Cast", List.of(integer("to", 1)), x);
  }

  /// x [batch,T,F] → [batch,1,F].
  String of(String x) {
    if (mask == null) {
      return graph.node("ReduceMean", List.of(integers("axes", 1)), x);
    }
    String sum = graph.node("ReduceSum", graph.node("Mul", x, mask), graph.integers(1));
    return graph.node("Div", sum, count);
  }
}
