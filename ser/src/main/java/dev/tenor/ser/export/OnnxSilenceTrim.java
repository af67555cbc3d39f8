package dev.tenor.ser.export;

import static dev.tenor.engine.onnx.OnnxAttribute.integer;
import static dev.tenor.engine.onnx.OnnxAttribute.integers;

import dev.tenor.engine.onnx.OnnxGraph;
import dev.tenor.ser.audio.SilenceTrim;
import java.util.List;

/// [SilenceTrim] in ONNX's operators, of one utterance.
final class OnnxSilenceTrim {
  private final OnnxGraph graph;
  private final double topDb;

  OnnxSilenceTrim(OnnxGraph graph, double topDb) {
    this.graph = graph;
    this.topDb = topDb;
  }

  /// Samples [1,S] without the silence at both ends.
  String trimmed(String x) {
    String kept = kept(energies(x));
    String first = position(kept, 0);
    String last = graph.node("Add", position(kept, 1), graph.integers(1));
    String hop = graph.integers(SilenceTrim.HOP);
    return graph.node(
        "Slice",
        x,
        graph.node("Mul", first, hop),
        graph.node("Mul", last, hop), // beyond the end is the end
        graph.integers(1));
  }

  /// The sums of squares of the frames, [1,1,T].
  private String energies(String x) {
    long half = SilenceTrim.FRAME / 2;
    String squares = graph.node("Unsqueeze", graph.node("Mul", x, x), graph.integers(1));
    String mean =
        graph.node(
            "AveragePool",
            List.of(
                integers("kernel_shape", SilenceTrim.FRAME),
                integers("strides", SilenceTrim.HOP),
                integer("count_include_pad", 1)),
            graph.node("Pad", squares, graph.integers(0, 0, half, 0, 0, half)));
    return graph.node("Reshape", mean, graph.integers(-1));
  }

  /// 1 for the frames that are near the loudest, 0 for the others.
  private String kept(String energies) {
    String loudest = graph.node("ReduceMax", energies);
    String ratio = graph.constant((float) Math.pow(10, -topDb / 10));
    String least = graph.node("Mul", loudest, ratio);
    String loud = graph.node("GreaterOrEqual", energies, least);
    return graph.node("Cast", List.of(integer("to", 1)), loud);
  }

  /// The first or last frame that is kept, a list of one integer.
  private String position(String kept, int last) {
    return graph.node(
        "ArgMax", List.of(integer("axis", 0), integer("select_last_index", last)), kept);
  }
}
