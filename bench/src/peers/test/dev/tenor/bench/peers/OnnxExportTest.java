package dev.tenor.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.tensor.Nmse;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.run.SerConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// ONNX Runtime computes from the exported file what the scalar backend does.
final class OnnxExportTest {
  private static final double MAX_NMSE = 1e-10;

  @TempDir private Path folder;

  private static SerConfig small(Map<String, ?> network) {
    return SerConfig.preset("paper")
        .with(
            Map.of("seconds", 2, "nFft", 512, "winLength", 512, "nMels", 23),
            Map.of(
                "channels", List.of(4, 8, 5),
                "pooling", List.of(2, 3, 1),
                "dropout", List.of(0.5, 0.5, 0.5),
                "lstmHidden", 6,
                "heads", 2,
                "depth", 2,
                "hidden", 5),
            Map.of())
        .with(Map.of(), network, Map.of());
  }

  static List<SerConfig> configurations() {
    return List.of(
        SerConfig.preset("paper"),
        SerConfig.preset("paper-single-fc"),
        small(Map.of()),
        small(Map.of("aggregation", "last", "activation", "elu", "shared", false)),
        small(Map.of("aggregation", "attention", "activation", "gelu", "embedScale", false)),
        small(Map.of("aggregation", "mean", "activation", "tanh", "positionalEncoding", true)),
        small(Map.of("tokens", "sequence", "activation", "none", "heads", 3, "feedForward", 7)),
        small(Map.of("tokens", "sequence", "positionalEncoding", true, "shared", false)),
        small(Map.of("depth", 0, "hidden", 0)),
        small(Map.of()).with(Map.of("voice", "tracks"), Map.of(), Map.of()),
        small(Map.of("positionalEncoding", true, "depth", 2))
            .with(Map.of("voice", "both"), Map.of(), Map.of()),
        small(Map.of("tokens", "sequence"))
            .with(Map.of("voice", "functionals"), Map.of(), Map.of()),
        small(Map.of("depth", 0, "tokens", "sequence")),
        small(Map.of("channels", List.of(3), "pooling", List.of(5), "dropout", List.of(0))));
  }

  private SerModel model(SerConfig config) throws Exception {
    Path file = folder.resolve("model.safetensors");
    double[] mean = new double[config.network().columns()];
    double[] std = new double[mean.length];
    Arrays.setAll(mean, m -> -80 + m);
    Arrays.setAll(std, m -> 15 + m / 4.0);
    Workload.writeModel(config, new Standardizer(mean, std), file);
    return SerModel.load(file);
  }

  /// Decibels that the model standardises to the workload's features.
  private static float[] decibels(SerModel model, int batch) {
    float[] values = Workload.features(model.network(), batch);
    int mels = model.network().columns();
    Standardizer s = model.standardizer();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (s.mean()[i % mels] + s.std()[i % mels] * values[i]);
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void logitsAreEqual(SerConfig config) throws Exception {
    SerModel model = model(config);
    try (OnnxRuntime onnx = new OnnxRuntime(model, 1);
        Tenor tenor = Tenor.of(model, "scalar", 1)) {
      for (int batch : new int[] {1, 3}) {
        float[] features = decibels(model, batch);
        float[] actual = onnx.logits(features, batch);
        model.standardizer().apply(features);
        double nmse = Nmse.of(actual, tenor.logits(features, batch));
        assertTrue(nmse <= MAX_NMSE, "batch " + batch + ": NMSE " + nmse);
      }
    }
  }

  @Test
  void probabilitiesSumToOne() throws Exception {
    SerModel model = model(small(Map.of()));
    try (OnnxRuntime onnx = new OnnxRuntime(model, 1)) {
      float[] p = onnx.run("probabilities", decibels(model, 1), 1);
      assertEquals(1, p[0] + p[1] + p[2] + p[3], 1e-6);
    }
  }

  @Test
  void metadataCanBeReadBack() throws Exception {
    SerModel model = model(small(Map.of()));
    try (OnnxRuntime onnx = new OnnxRuntime(model, 1)) {
      assertEquals(Json.compact(model.labels()), onnx.metadata().get("labels"));
      assertEquals(model.weights().metadata().get("features"), onnx.metadata().get("features"));
    }
  }
}
