package dev.tenor.ser.export;

import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.model.SerNetwork;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.run.SerConfig;
import dev.tenor.ser.stats.Temperature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A small untrained model, written and read again.
final class RandomModel {
  private RandomModel() {}

  /// Two blocks over 2-second inputs of 20 mel bins; `network` replaces some settings, `voice`
  /// among them is the front end's.
  static SerModel write(Path folder, Map<String, ?> settings) throws IOException {
    Map<String, Object> network = new HashMap<>(settings);
    Object voice = network.getOrDefault("voice", "none");
    network.remove("voice");
    SerConfig config =
        SerConfig.preset("paper")
            .with(
                Map.of("seconds", 2, "nFft", 512, "winLength", 512, "nMels", 20),
                Map.of(
                    "channels", List.of(4, 8),
                    "pooling", List.of(3, 3),
                    "dropout", List.of(0, 0),
                    "lstmHidden", 6,
                    "heads", 2,
                    "depth", 2,
                    "hidden", 5),
                Map.of())
            .with(Map.of("voice", voice), network, Map.of());
    Path file = folder.resolve("model.safetensors");
    SerNetwork built = new SerNetwork(config.network());
    try (ParameterSlab slab = ParameterSlab.trainable(new ScalarBackend(), built, 1)) {
      SerModel.save(
          file,
          slab,
          config.features(),
          config.network(),
          List.of("neutral", "happy", "sad", "angry"),
          scaler(config.features().columns()),
          new Temperature(1.5),
          Map.of("seed", 1));
    }
    return SerModel.load(file);
  }

  private static Standardizer scaler(int mels) {
    return new Standardizer(
        IntStream.range(0, mels).mapToDouble(m -> -40 - m / 2.0).toArray(),
        IntStream.range(0, mels).mapToDouble(m -> 10 + m / 4.0).toArray());
  }
}
