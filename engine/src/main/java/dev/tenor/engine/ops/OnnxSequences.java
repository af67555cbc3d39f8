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
        .with(Recurrent.class, call -> new OnnxRecurrent(call).write());
  }

  private static String attention(OnnxCall<Attention> call) {
    List<String> qkv = List.of(call.in(0), call.in(1), call.in(2));
    return heads(call, call.op().settings(), qkv, 3);
  }

  private static String selfAttention(OnnxCall<SelfAttention> call) {
    List<String> qkv = call.graph().nodes("Split", 3, List.of(integer("axis", -1)), call.in(0));
    return heads(call, call.op().settings(), qkv, 1);
  }

  /// Queries, keys and values [B,T,E] → [B,T,E].
  ///
  /// @param mask the number of the first input of the mask
  private static String heads(
      OnnxCall<?> call, AttentionSettings settings, List<String> qkv, int mask) {
    OnnxGraph graph = call.graph();
    int embed = call.output().dim(2);
    int headDim = embed / settings.heads();
    String split = graph.integers(0, 0, settings.heads(), headDim);
    String q = graph.transpose(graph.node("Reshape", qkv.get(0), split), 0, 2, 1, 3);
    String k = graph.transpose(graph.node("Reshape", qkv.get(1), split), 0, 2, 3, 1);
    String v = graph.transpose(graph.node("Reshape", qkv.get(2), split), 0, 2, 1, 3);
    String scale = graph.constant((float) (1 / Math.sqrt(headDim)));
    String scores = graph.node("Mul", graph.node("MatMul", q, k), scale);
    String shares = new OnnxAttention(call, settings, mask).shares(scores);
    String mixed = graph.transpose(graph.node("MatMul", shares, v), 0, 2, 1, 3);
    return graph.node("Reshape", mixed, graph.integers(0, 0, embed));
  }
}
