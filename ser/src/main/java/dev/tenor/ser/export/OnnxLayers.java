package dev.tenor.ser.export;

import static dev.tenor.ser.export.OnnxAttribute.integer;
import static dev.tenor.ser.export.OnnxAttribute.integers;
import static dev.tenor.ser.export.OnnxAttribute.number;
import static dev.tenor.ser.export.OnnxAttribute.text;

import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.nn.BatchNorm;
import dev.tenor.engine.nn.LayerNorm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The engine's layers in ONNX operators. A layer is named by the prefix of its parameters in the
/// state dict; the parameters keep their names and PyTorch's layouts, but for the LSTM's. Images
/// are channels first, [B,C,T,F].
final class OnnxLayers {
  private static final String[] DIRECTIONS = {"_l0", "_l0_reverse"};

  /// Where ONNX's gates i, o, f, c stand among PyTorch's i, f, g, o.
  private static final int[] GATES = {0, 3, 1, 2};

  private final OnnxGraph graph;
  private final Map<String, Weight> weights = new LinkedHashMap<>();

  /// A parameter of the state dict.
  private record Weight(int[] shape, float[] values) {}

  /// @throws FormatException if the file holds something else than floating-point tensors
  OnnxLayers(OnnxGraph graph, Safetensors file) throws FormatException {
    this.graph = graph;
    for (String name : file.names()) {
      weights.put(name, new Weight(file.shape(name), file.floats(name)));
    }
  }

  /// A parameter as it is.
  String parameter(String name) {
    Weight weight = weights.get(name);
    return graph.constant(name, weight.shape(), weight.values());
  }

  /// x·Wᵀ + b over the last axis.
  String linear(String x, String weight, String bias) {
    String product = graph.node("MatMul", x, permuted(parameter(weight), 1, 0));
    return graph.node("Add", product, parameter(bias));
  }

  String linear(String x, String name) {
    return linear(x, name + ".weight", name + ".bias");
  }

  String layerNorm(String x, String name) {
    return graph.node(
        "LayerNormalization",
        List.of(integer("axis", -1), number("epsilon", LayerNorm.EPS)),
        x,
        parameter(name + ".weight"),
        parameter(name + ".bias"));
  }

  String permuted(String x, long... axes) {
    return graph.node("Transpose", List.of(integers("perm", axes)), x);
  }

  String softmax(String x) {
    return graph.node("Softmax", List.of(integer("axis", -1)), x);
  }

  /// Convolution 3×3 (same padding) → batch norm → ELU → average pooling, which drops the rest of
  /// an axis that the window does not divide.
  String convBlock(String x, String name, int pool) {
    String y =
        graph.node(
            "Conv",
            List.of(integers("kernel_shape", 3, 3), integers("pads", 1, 1, 1, 1)),
            x,
            parameter(name + ".conv.weight"),
            parameter(name + ".conv.bias"));
    y =
        graph.node(
            "BatchNormalization",
            List.of(number("epsilon", BatchNorm.EPS)),
            y,
            parameter(name + ".norm.weight"),
            parameter(name + ".norm.bias"),
            parameter(name + ".norm.running_mean"),
            parameter(name + ".norm.running_var"));
    y = graph.node("Elu", y);
    return pool == 1
        ? y
        : graph.node(
            "AveragePool",
            List.of(integers("kernel_shape", pool, pool), integers("strides", pool, pool)),
            y);
  }

  /// A BiLSTM over x [T,B,inputSize] → [B,T,2·hidden].
  String bidirectionalLstm(String x, String name, int hidden) {
    String states =
        graph.node(
            "LSTM",
            List.of(text("direction", "bidirectional"), integer("hidden_size", hidden)),
            x,
            gates(hidden, name + ".W", name + ".weight_ih"),
            gates(hidden, name + ".R", name + ".weight_hh"),
            gates(hidden, name + ".B", name + ".bias_ih", name + ".bias_hh"));
    String batchFirst = permuted(states, 2, 0, 1, 3); // from [T,2,B,hidden]
    return graph.node("Reshape", batchFirst, graph.integers(0, 0, 2L * hidden));
  }

  /// The parameters of both directions one below the other, [2, parts·4·hidden, columns], a bias
  /// without columns; the gates in ONNX's order.
  private String gates(int hidden, String name, String... parts) {
    Weight first = weights.get(parts[0] + DIRECTIONS[0]);
    int block = first.values().length / GATES.length;
    float[] joined = new float[DIRECTIONS.length * parts.length * first.values().length];
    int to = 0;
    for (String direction : DIRECTIONS) {
      for (String part : parts) {
        for (int gate : GATES) {
          System.arraycopy(weights.get(part + direction).values(), gate * block, joined, to, block);
          to += block;
        }
      }
    }
    int rows = parts.length * GATES.length * hidden;
    int[] shape =
        first.shape().length == 1 ? new int[] {2, rows} : new int[] {2, rows, first.shape()[1]};
    return graph.constant(name, shape, joined);
  }

  /// Self-attention of several heads over x [B,T,embedDim].
  String attention(String x, String name, int heads, int embedDim) {
    String packed = linear(x, name + ".in_proj_weight", name + ".in_proj_bias");
    List<String> qkv = graph.node("Split", 3, List.of(integer("axis", -1)), packed);
    int headDim = embedDim / heads;
    String split = graph.integers(0, 0, heads, headDim);
    String q = permuted(graph.node("Reshape", qkv.get(0), split), 0, 2, 1, 3);
    String k = permuted(graph.node("Reshape", qkv.get(1), split), 0, 2, 3, 1);
    String v = permuted(graph.node("Reshape", qkv.get(2), split), 0, 2, 1, 3);
    String scale = graph.constant((float) (1 / Math.sqrt(headDim)));
    String scores = graph.node("Mul", graph.node("MatMul", q, k), scale);
    String mixed = permuted(graph.node("MatMul", softmax(scores), v), 0, 2, 1, 3);
    return linear(graph.node("Reshape", mixed, graph.integers(0, 0, embedDim)), name + ".out_proj");
  }
}
