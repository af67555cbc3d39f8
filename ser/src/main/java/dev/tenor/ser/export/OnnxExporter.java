package dev.tenor.ser.export;

import dev.tenor.engine.io.AtomicFile;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.WriteException;
import dev.tenor.ser.audio.CmvnOver;
import dev.tenor.ser.audio.Length;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.Networks;
import dev.tenor.ser.model.Tokens;
import dev.tenor.ser.predict.SerModel;
import java.io.IOException;
import java.nio.file.Path;

/// Writes a trained system as an ONNX model of opset 17 (IR version 8), for any batch size: input
/// `features` [batch,T,F+V+U], log-mel in decibels and measures of the voice as the front end
/// computes them (the graph begins with the model's standardisation); outputs `logits` and
/// `probabilities` [batch,K]. The metadata have the same keys as the model file's: `features` (the
/// front end), `labels`, `network`, `standardizer`, `temperature` and `provenance`, each as JSON.
/// The probabilities are those at the model's temperature.
public final class OnnxExporter {
  /// The names of the model's input and outputs.
  public static final String FEATURES = "features";

  public static final String LOGITS = "logits";
  public static final String PROBABILITIES = "probabilities";

  private OnnxExporter() {}

  /// Writes `file` whole or not at all.
  ///
  /// @throws WriteException if it cannot be written
  /// @throws FormatException if the model's weights are no floating-point numbers
  /// @throws IllegalArgumentException if the graph would depend on the length of an utterance
  public static void write(SerModel model, Path file) throws IOException {
    byte[] bytes = export(model);
    AtomicFile.write(file, out -> out.write(bytes));
  }

  /// The content of the file.
  ///
  /// @throws FormatException if the model's weights are no floating-point numbers
  /// @throws IllegalArgumentException if the graph would depend on the length of an utterance
  public static byte[] export(SerModel model) throws FormatException {
    NetworkConfig config = model.network();
    if (!config.type().equals(Networks.THREE_STAGE)) {
      throw new IllegalArgumentException(
          "ONNX: only the three-stage network can be exported, not "
              + config.type()
              + "; its weights are the tensors of model.safetensors");
    }
    OnnxGraph graph = new OnnxGraph("tenor");
    boolean own = model.features().length() == Length.OWN;
    if (own && config.tokens() == Tokens.SEQUENCE && config.positionalEncoding()) {
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
    String features =
        graph.input(FEATURES, own ? OnnxGraph.FREE : config.frames(), config.columns());
    OnnxLayers layers = new OnnxLayers(graph, model.weights());
    String x = standardized(graph, features, model.standardizer());
    String logits = new OnnxNetwork(graph, layers, config).logits(x);
    graph.output(LOGITS, logits, config.classes());
    graph.output(PROBABILITIES, layers.softmax(scaled(graph, logits, model)), config.classes());
    return graph.model(model.weights().metadata());
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
