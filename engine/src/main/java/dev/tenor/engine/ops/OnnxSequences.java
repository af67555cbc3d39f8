package dev.tenor.engine.ops;

import static dev.tenor.engine.onnx.OnnxAttribute.integer;

import dev.tenor.engine.onnx.OnnxCall;
import dev.tenor.engine.onnx.OnnxForms;
import dev.tenor.engine.onnx.OnnxGraph;
import java.util.List;

/// Attention and recurrent layers in ONNX's operators.
final class OnnxSequences {
  private OnnxSequences() {}

  static void addTo(OnnxForms forms) {
    forms
        .with(Attention.class, OnnxSequences::attention)
        .with(SelfAttention.class, OnnxSequences::selfAttention)
        .with(Lstm.class, OnnxLstm::lstm);
  }

  private static String attention(OnnxCall<Attention> call) {
    int mask = call.has(3) ? 3 : -1;
    return heads(call, call.op().heads(), List.of(call.in(0), call.in(1), call.in(2)), mask);
  }

  private static String selfAttention(OnnxCall<SelfAttention> call) {
    List<String> qkv = call.graph().nodes("Split", 3, List.of(integer("axis", -1)), call.in(0));
    return heads(call, call.op().heads(), qkv, call.has(1) ? 1 : -1);
  }

  /// Queries, keys and values [B,T,E] → [B,T,E].
  private static String heads(OnnxCall<?> call, int heads, List<String> qkv, int mask) {
    OnnxGraph graph = call.graph();
    int embed = call.output().dim(2);
    String split = graph.integers(0, 0, heads, embed / heads);
    String q = graph.transpose(graph.node("Reshape", qkv.get(0), split), 0, 2, 1, 3);
    String k = graph.transpose(graph.node("Reshape", qkv.get(1), split), 0, 2, 3, 1);
    String v = graph.transpose(graph.node("Reshape", qkv.get(2), split), 0, 2, 1, 3);
    String scale = graph.constant((float) (1 / Math.sqrt((double) embed / heads)));
    String scores = graph.node("Mul", graph.node("MatMul", q, k), scale);
    String weights = mask < 0 ? softmax(graph, scores) : masked(call, scores, mask);
    String mixed = graph.transpose(graph.node("MatMul", weights, v), 0, 2, 1, 3);
    return graph.node("Reshape", mixed, graph.integers(0, 0, embed));
  }

  private static String softmax(OnnxGraph graph, String scores) {
    return graph.node("Softmax", List.of(integer("axis", -1)), scores);
  }

  /// A query that may see no key has −∞ everywhere, of which ONNX's softmax makes NaN, and the
  /// engine zeros.
  private static String masked(OnnxCall<?> call, String scores, int mask) {
    OnnxGraph graph = call.graph();
    String each =
        call.shape(mask).rank() == 2
            ? call.in(mask)
            : graph.node("Unsqueeze", call.in(mask), graph.integers(1));
    String weights = softmax(graph, graph.node("Add", scores, each));
    return graph.node("Where", graph.node("IsNaN", weights), graph.constant(0), weights);
  }
}
