package dev.tenor.ser.export;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.export.OnnxExport;
import dev.tenor.engine.io.AtomicFile;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.WriteException;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.nn.StateDict;
import dev.tenor.engine.onnx.OnnxAttribute;
import dev.tenor.engine.onnx.OnnxDim;
import dev.tenor.engine.onnx.OnnxGraph;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.ser.audio.CmvnOver;
import dev.tenor.ser.audio.Length;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.model.Network;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.Networks;
import dev.tenor.ser.model.Tokens;
import dev.tenor.ser.predict.SerModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Writes a trained system as an ONNX model of opset 17 (IR version 8), whatever its network, for
/// any batch size. Its input is an [Input]; outputs are `logits` and `probabilities` [batch,K]. The
/// metadata have the same keys as the model file's: `features` (the front end), `labels`,
/// `network`, `standardizer`, `temperature` and `provenance`, each as JSON. The probabilities are
/// those at the model's temperature.
public final class OnnxExporter {
  /// What the graph is given.
  public enum Input {
    /// `features` [batch,T,F+V+U], log-mel in decibels and measures of the voice as the front end
    /// computes them; the graph begins with the model's standardisation.
    FEATURES,

    /// `samples` [batch,S], mono at the model's rate, from −1 to 1; the front end is in the graph,
    /// see [OnnxFrontEnd].
    SAMPLES
  }

  /// The names of the model's inputs and outputs.
  public static final String FEATURES = "features";

  public static final String SAMPLES = "samples";
  public static final String LOGITS = "logits";
  public static final String PROBABILITIES = "probabilities";

  /// Time steps of the run that shows what a network of utterances of any length computes.
  private static final int STEPS = 4;

  private OnnxExporter() {}

  /// Writes `file` whole or not at all.
  ///
  /// @throws WriteException if it cannot be written
  /// @throws FormatException if the model's weights do not fit its network
  /// @throws IllegalArgumentException if the model cannot be a graph; the message says why
  public static void write(SerModel model, Input input, Path file) throws IOException {
    byte[] bytes = export(model, input);
    AtomicFile.write(file, out -> out.write(bytes));
  }

  /// The content of the file.
  ///
  /// @throws FormatException if the model's weights do not fit its network
  /// @throws IllegalArgumentException if the model cannot be a graph; the message says why
  public static byte[] export(SerModel model, Input input) throws FormatException {
    requireOneUtterance(model);
    OnnxGraph graph = new OnnxGraph("tenor");
    String features =
        input == Input.SAMPLES
            ? new OnnxFrontEnd(graph, model.features()).features(SAMPLES)
            : graph.input(FEATURES, dims(model));
    String logits = logits(graph, model, standardized(graph, features, model.standardizer()));
    String p =
        graph.node(
            "Softmax", List.of(OnnxAttribute.integer("axis", -1)), scaled(graph, logits, model));
    OnnxDim[] each = {OnnxDim.free("batch"), OnnxDim.of(model.network().classes())};
    graph.output(LOGITS, logits, each);
    graph.output(PROBABILITIES, p, each);
    return graph.model(model.weights().metadata());
  }

  private static void requireOneUtterance(SerModel model) {
    NetworkConfig config = model.network();
    if (isOwn(model)
        && config.type().equals(Networks.THREE_STAGE)
        && config.tokens() == Tokens.SEQUENCE
        && config.positionalEncoding()) {
      throw new IllegalArgumentException(
          "ONNX: positional encodings of utterances of their own length cannot be exported; export a"
              + " model without positionalEncoding, or with length fixed");
    }
    if (model.features().cmvnOver() != CmvnOver.UTTERANCE) {
      throw new IllegalArgumentException(
          "ONNX: the model is normalised over all recordings of a "
              + model.features().cmvnOver().word()
              + ", which a graph of one utterance cannot do; export a model with cmvnOver utterance");
    }
  }

  private static boolean isOwn(SerModel model) {
    return model.features().length() == Length.OWN;
  }

  private static OnnxDim[] dims(SerModel model) {
    NetworkConfig config = model.network();
    return new OnnxDim[] {
      OnnxDim.free("batch"),
      isOwn(model) ? OnnxDim.free("frames") : OnnxDim.of(config.frames()),
      OnnxDim.of(config.columns())
    };
  }

  /// The network of standardised features x.
  private static String logits(OnnxGraph graph, SerModel model, String x) throws FormatException {
    NetworkConfig config = model.network();
    Network network = Networks.create(config);
    int frames = isOwn(model) ? STEPS * config.framesPerStep() : config.frames();
    String[] free = isOwn(model) ? new String[] {"batch", "frames"} : new String[] {"batch"};
    try (Backend backend = new ScalarBackend();
        ParameterSlab slab = ParameterSlab.frozen(backend, network)) {
      StateDict.load(slab, model.weights(), "");
      return new OnnxExport(backend, network)
          .input(FEATURES, Shape.of(1, frames, config.columns()), free)
          .addTo(
              graph, List.of(x), (pass, in) -> Map.of(LOGITS, network.apply(pass, in.getFirst())))
          .get(LOGITS)
          .name();
    }
  }

  private static String standardized(OnnxGraph graph, String x, Standardizer s) {
    String mean = vector(graph, "standardizer.mean", s.mean());
    String std = vector(graph, "standardizer.std", s.std());
    return graph.node("Div", graph.node("Sub", x, mean), std);
  }

  /// Logits at the model's temperature.
  private static String scaled(OnnxGraph graph, String logits, SerModel model) {
    double temperature = model.temperature().value();
    return temperature == 1
        ? logits
        : graph.node("Div", logits, vector(graph, "temperature", new double[] {temperature}));
  }

  private static String vector(OnnxGraph graph, String name, double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return graph.constant(name, new int[] {values.length}, floats);
  }
}
