package dev.tenor.bench.peers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tensor.Nmse;
import dev.tenor.ser.audio.AudioClip;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.export.OnnxExporter;
import dev.tenor.ser.predict.Scorer;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.run.SerConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// ONNX Runtime hears what the front end does: of samples, the exported file says what the model
/// does of the features that the front end computes.
final class OnnxSamplesTest {
  /// The graph's spectra are float32, the front end's double.
  private static final double MAX_NMSE = 1e-8;

  private static final int RATE = 16_000;

  @TempDir private Path folder;

  static List<Map<String, ?>> frontEnds() {
    return List.of(
        Map.of(),
        Map.of("decibels", "power", "padMode", "zero", "level", "peak", "cmvn", "mean-variance"),
        Map.of("center", false, "topDb", 0, "cmvn", "mean", "winLength", 400),
        Map.of("trim", 30, "level", "rms", "decibels", "power"),
        Map.of("length", "own", "trim", 40, "level", "rms", "cmvn", "mean-variance"),
        Map.of("length", "own", "center", false, "melScale", "htk", "melNorm", "none"));
  }

  private SerModel model(Map<String, ?> frontEnd) throws Exception {
    Map<String, Object> features =
        new HashMap<>(Map.of("seconds", 2, "nFft", 512, "winLength", 512, "nMels", 23));
    features.putAll(frontEnd);
    SerConfig config =
        SerConfig.preset("paper")
            .with(
                features,
                Map.of(
                    "channels",
                    List.of(4, 8),
                    "pooling",
                    List.of(2, 3),
                    "dropout",
                    List.of(0, 0),
                    "lstmHidden",
                    6,
                    "heads",
                    2,
                    "depth",
                    2,
                    "aggregation",
                    "attention",
                    "hidden",
                    5),
                Map.of());
    double[] mean = new double[config.network().columns()];
    double[] std = new double[mean.length];
    Arrays.fill(mean, features.containsKey("cmvn") ? 0 : -30);
    Arrays.fill(std, features.get("cmvn") == "mean-variance" ? 1 : 12);
    Path file = folder.resolve("model.safetensors");
    Workload.writeModel(config, new Standardizer(mean, std), file);
    return SerModel.load(file);
  }

  /// A gliding tone of a changing loudness between near silence, with noise as recordings have it.
  private static float[] sound(double seconds) {
    float[] samples = new float[(int) (seconds * RATE)];
    RandomStream noise = RandomStream.of(1, "noise");
    for (int i = 0; i < samples.length; i++) {
      double at = (double) i / samples.length;
      double loudness = at < 0.2 || at > 0.85 ? 1e-4 : 0.3 + 0.2 * Math.sin(12 * at);
      double tone = loudness * Math.sin(900 * at * (1 + at) + 3 * Math.sin(70 * at));
      samples[i] = (float) (tone + 1e-4 * noise.nextGaussian());
    }
    return samples;
  }

  @ParameterizedTest
  @MethodSource("frontEnds")
  void answersAreThoseOfTheFrontEnd(Map<String, ?> frontEnd) throws Exception {
    SerModel model = model(frontEnd);
    byte[] bytes = OnnxExporter.export(model, OnnxExporter.Input.SAMPLES);
    try (Onnx onnx = new Onnx(bytes);
        Backend backend = Backends.open("scalar", 1);
        Scorer scorer = model.open(backend)) {
      for (double seconds : new double[] {1.3, 3.1}) {
        float[] samples = sound(seconds);
        float[] actual = onnx.run("probabilities", "samples", samples, 1, samples.length);
        float[] features = model.frontEnd().worker().apply(AudioClip.of(samples, RATE));
        model.standardizer().apply(features);
        double nmse = Nmse.of(actual, scorer.probabilities(List.of(features))[0]);
        assertTrue(nmse <= MAX_NMSE, seconds + " s: NMSE " + nmse);
      }
    }
  }
}
