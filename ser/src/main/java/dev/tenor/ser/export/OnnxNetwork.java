package dev.tenor.ser.export;

import static dev.tenor.ser.export.OnnxAttribute.integer;
import static dev.tenor.ser.export.OnnxAttribute.integers;

import dev.tenor.engine.nn.PositionalEncoding;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.Tokens;
import java.util.List;

/// The forward pass of [dev.tenor.ser.model.SerNetwork] at inference, stage by stage, in ONNX
/// operators.
final class OnnxNetwork {
  private final OnnxGraph graph;
  private final OnnxLayers layers;
  private final NetworkConfig config;

  OnnxNetwork(OnnxGraph graph, OnnxLayers layers, NetworkConfig config) {
    this.graph = graph;
    this.layers = layers;
    this.config = config;
  }

  /// Standardised features x [B,T,F+V+U] → logits [B,K].
  String logits(String x) {
    String h = extraction(x);
    String learnt = config.tokens() == Tokens.SEQUENCE ? h : aggregation(h);
    String z0 =
        config.functionals() == 0
            ? learnt
            : graph.node("Concat", List.of(integer("axis", 1)), learnt, functionals(x));
    String tokens = config.depth() == 0 ? z0 : enhancement(z0);
    return classifier(mean(tokens, false));
  }

  /// x [B,T,F+V+U] → H [B,T',D].
  private String extraction(String x) {
    int mels = config.mels();
    String h = logMel(config.columns() == mels ? x : columns(x, 0, mels));
    if (config.voice() == 0) {
      return h;
    }
    String tracks = columns(x, mels, mels + config.voice());
    return graph.node("Add", h, voice(tracks));
  }

  private String columns(String x, long from, long to) {
    return graph.node("Slice", x, graph.integers(from), graph.integers(to), graph.integers(2));
  }

  /// The last columns of x [B,T,F+V+U], the same in every frame → a token [B,1,D].
  private String functionals(String x) {
    String columns = columns(x, config.mels() + config.voice(), config.columns());
    return layers.linear(mean(columns, true), "functionals.linear");
  }

  /// Tracks of the voice [B,T,V] → [B,T',D].
  private String voice(String tracks) {
    int window = config.framesPerStep();
    String means =
        graph.node(
            "AveragePool",
            List.of(integers("kernel_shape", window), integers("strides", window)),
            layers.permuted(tracks, 0, 2, 1)); // [B,V,T']
    String steps = layers.permuted(means, 2, 0, 1);
    return layers.bidirectionalLstm(steps, "extraction.voice", config.lstmHidden());
  }

  /// Log-mel x [B,T,F] → [B,T',D].
  private String logMel(String x) {
    String image = graph.node("Unsqueeze", x, graph.integers(1));
    for (int i = 0; i < config.channels().size(); i++) {
      image = layers.convBlock(image, "extraction.blocks." + i, config.pooling().get(i));
    }
    String timeFirst = layers.permuted(image, 2, 0, 1, 3); // [T',B,C,F']
    String steps = graph.node("Reshape", timeFirst, graph.integers(0, 0, -1));
    return layers.bidirectionalLstm(steps, "extraction.lstm", config.lstmHidden());
  }

  /// H [B,T',D] → Z0 [B,N,D].
  private String aggregation(String h) {
    return switch (config.aggregation()) {
      case CONV ->
          graph.node(
              "Conv",
              h,
              layers.parameter("aggregation.weight"),
              layers.parameter("aggregation.bias"));
      case LAST -> lastState(h);
      case ATTENTION -> {
        String scores = layers.linear(h, "aggregation"); // [B,T',N]
        yield graph.node("MatMul", layers.softmax(layers.permuted(scores, 0, 2, 1)), h);
      }
      case MEAN -> mean(h, true);
    };
  }

  /// The forward direction's last step beside the reverse direction's last, which is the first.
  private String lastState(String h) {
    int half = config.lstmHidden();
    String last = slice(h, graph.integers(-1, 0), graph.integers(Integer.MAX_VALUE, half));
    String first = slice(h, graph.integers(0, half), graph.integers(1, 2L * half));
    return graph.node("Concat", List.of(integer("axis", 2)), last, first);
  }

  private String slice(String h, String starts, String ends) {
    return graph.node("Slice", h, starts, ends, graph.integers(1, 2));
  }

  private String mean(String h, boolean keepDims) {
    return graph.node(
        "ReduceMean", List.of(integers("axes", 1), integer("keepdims", keepDims ? 1 : 0)), h);
  }

  private String enhancement(String z0) {
    int width = config.embedDim();
    String z = z0;
    if (config.embedScale()) {
      z = graph.node("Mul", z, graph.constant((float) Math.sqrt(width)));
    }
    if (config.positionalEncoding()) {
      int steps = config.pooledFrames() + (config.functionals() > 0 ? 1 : 0);
      int time = config.tokens() == Tokens.SEQUENCE ? steps : config.aggregatedTokens();
      float[] table = PositionalEncoding.table(time, width);
      z = graph.node("Add", z, graph.constant("positions", new int[] {time, width}, table));
    }
    for (int i = 0; i < config.depth(); i++) {
      z = transformerLayer(z, "enhancement.layers." + (config.shared() ? 0 : i));
    }
    return layers.layerNorm(z, "enhancement.layer_norm");
  }

  private String transformerLayer(String x, String name) {
    String normed = layers.layerNorm(x, name + ".layer_norms.0");
    String attended =
        layers.attention(normed, name + ".self_attn", config.heads(), config.embedDim());
    String y = graph.node("Add", x, attended);
    String hidden = layers.linear(layers.layerNorm(y, name + ".layer_norms.1"), name + ".fc1");
    return graph.node("Add", y, layers.linear(graph.node("Relu", hidden), name + ".fc2"));
  }

  /// z [B,D] → logits [B,K].
  private String classifier(String z) {
    String y = layers.linear(z, "classifier.fc1");
    return config.hidden() == 0 ? y : layers.linear(activation(y), "classifier.fc2");
  }

  private String activation(String y) {
    return switch (config.activation()) {
      case RELU -> graph.node("Relu", y);
      case ELU -> graph.node("Elu", y);
      case GELU -> gelu(y);
      case TANH -> graph.node("Tanh", y);
      case NONE -> y;
    };
  }

  /// y/2 · (1 + erf(y/√2)); opset 17 has no operator for it.
  private String gelu(String y) {
    String erf = graph.node("Erf", graph.node("Mul", y, graph.constant((float) Math.sqrt(0.5))));
    String half = graph.node("Mul", y, graph.constant(0.5f));
    return graph.node("Mul", half, graph.node("Add", erf, graph.constant(1)));
  }
}
