package dev.tenor.engine.ops;

import static dev.tenor.engine.onnx.OnnxAttribute.integer;

import dev.tenor.engine.onnx.OnnxCall;
import dev.tenor.engine.onnx.OnnxGraph;
import java.util.List;

/// The softmax of attention's scores [B,H,Tq,Tk] with a mask, in ONNX's operators, for any number
/// of queries and keys.
final class OnnxAttention {
  private final OnnxCall<?> call;
  private final OnnxGraph graph;
  private final AttentionSettings settings;

  /// The number of the input that is added to the scores, or with the lengths.
  private final int mask;

  OnnxAttention(OnnxCall<?> call, AttentionSettings settings, int mask) {
    this.call = call;
    graph = call.graph();
    this.settings = settings;
    this.mask = mask;
  }

  /// A query that may see no key has −∞ everywhere, of which ONNX's softmax makes NaN, and the
  /// engine zeros.
  String shares(String scores) {
    String masked = masked(scores);
    String shares = graph.node("Softmax", List.of(integer("axis", -1)), masked);
    return masked.equals(scores)
        ? shares
        : graph.node("Where", graph.node("IsNaN", shares), graph.constant(0), shares);
  }

  private String masked(String scores) {
    String masked = settings.scores() ? graph.node("Add", scores, added()) : scores;
    String shape = graph.node("Shape", scores);
    if (settings.causal()) {
      masked = graph.node("Add", masked, later(dims(shape, 2, 4)));
    }
    return settings.padded() ? unpadded(masked, dims(shape, 3, 4)) : masked;
  }

  private String dims(String shape, long from, long to) {
    return graph.node("Slice", shape, graph.integers(from), graph.integers(to), graph.integers(0));
  }

  private String added() {
    return call.shape(mask).rank() == 2
        ? call.in(mask)
        : graph.node("Unsqueeze", call.in(mask), graph.integers(1));
  }

  /// −∞ where a key is later than the query, [Tq,Tk].
  private String later(String shape) {
    String all = graph.node("Expand", graph.constant(Float.NEGATIVE_INFINITY), shape);
    return graph.node("Trilu", List.of(integer("upper", 1)), all, graph.integer(1));
  }

  /// −∞ for keys at and behind the lengths.
  private String unpadded(String scores, String keys) {
    String ones = graph.node("Expand", graph.constant(1), keys);
    String indices = graph.node("CumSum", List.of(integer("exclusive", 1)), ones, graph.integer(0));
    String lengths = call.in(mask + (settings.scores() ? 1 : 0));
    String ends = graph.node("Reshape", lengths, graph.integers(-1, 1, 1, 1));
    String seen = graph.node("Less", indices, ends);
    return graph.node("Where", seen, scores, graph.constant(Float.NEGATIVE_INFINITY));
  }
}
