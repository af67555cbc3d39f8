package dev.tenor.ser.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.model.Presets;
import dev.tenor.ser.plot.FigureFormat;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import dev.tenor.ser.train.TrainListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One seed gives the same model with vectors of 128, 256 and 512 bits, byte for byte: a short
/// training of the networks of both presets, in a JVM of its own for each width. Where the
/// machine's vectors are narrower, Java computes wider ones element by element, slowly.
class WidthOfVectorsTest {
  private static final List<String> PRESETS = List.of(Presets.PAPER, SystemPresets.TENOR);

  @TempDir static Path folder;

  /// Trains a small network of each preset.
  static final class Trains {
    private Trains() {}

    public static void main(String[] args) throws Exception {
      Path corpus = Path.of(args[0]);
      for (String preset : PRESETS) {
        Path out = Path.of(args[1]).resolve(preset);
        FigureStyle usual = FigureStyle.DEFAULT;
        FigureStyle style =
            new FigureStyle(
                Set.of(FigureFormat.SVG), usual.widthCm(), usual.font(), usual.fontSize(), false);
        Execution execution = new Execution(2, false, null, false, false, "", style);
        TrainingRun.start(spec(corpus, preset), out, execution, TrainListener.NONE);
      }
    }
  }

  private static RunSpec spec(Path corpus, String preset) {
    Map<String, Object> features = new HashMap<>();
    features.putAll(Map.of("seconds", 2, "nFft", 512, "winLength", 512, "nMels", 20));
    Map<String, Object> network = new HashMap<>();
    network.putAll(Map.of("channels", List.of(16, 32), "pooling", List.of(2, 2)));
    network.putAll(Map.of("dropout", List.of(0.25, 0.1)));
    network.putAll(Map.of("lstmHidden", 9, "heads", 2, "depth", 2, "hidden", 11));
    Map<String, Object> training = new HashMap<>();
    training.putAll(Map.of("epochs", 1, "minSteps", 0, "batch", 7, "patience", 0));
    training.putAll(Map.of("schedule", "constant", "warmup", 0));
    SerConfig config = SerConfig.preset(preset).with(features, network, training);
    String labels = LabelMap.FOUR.toString();
    return new RunSpec(
        "synthetic", corpus.toString(), labels, "speaker", 0, 11, null, "simd", config);
  }

  private static Path trained(Path corpus, int bits) throws IOException, InterruptedException {
    Path out = folder.resolve(bits + " bits");
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Djava.awt.headless=true",
                "-Dtenor.simd.bits=" + bits,
                "-cp",
                System.getProperty("java.class.path"),
                Trains.class.getName(),
                corpus.toString(),
                out.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, jvm.waitFor(), printed);
    return out;
  }

  @Test
  void changesNoByteOfTheModel() throws Exception {
    Path corpus = folder.resolve("corpus");
    SyntheticRenderer.render(corpus, new SyntheticConfig(5, 6, 1), 2, done -> {});
    Path expected = trained(corpus, 256);
    for (int bits : new int[] {128, 512}) {
      Path actual = trained(corpus, bits);
      for (String preset : PRESETS) {
        assertArrayEquals(
            Files.readAllBytes(expected.resolve(preset).resolve("model.safetensors")),
            Files.readAllBytes(actual.resolve(preset).resolve("model.safetensors")),
            preset + " at " + bits + " bits");
      }
    }
  }
}
