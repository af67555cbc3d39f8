package dev.tenor.ser.run;

import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A corpus and a network small enough to train in a test.
public final class TinyRuns {
  private TinyRuns() {}

  /// Six synthetic speakers with three recordings of each emotion.
  public static Path corpus(Path folder) throws IOException {
    SyntheticRenderer.render(folder, new SyntheticConfig(5, 6, 3), 2, done -> {});
    return folder;
  }

  /// A network of 3 small blocks, one shared transformer layer used twice, and 2-second inputs.
  public static RunSpec spec(Path corpus, String backend, int epochs) {
    return spec(corpus, backend, epochs, 2);
  }

  /// The same with the layer used `depth` times.
  public static RunSpec spec(Path corpus, String backend, int epochs, int depth) {
    SerConfig config =
        SerConfig.preset("paper")
            .with(
                Map.of("seconds", 2, "nFft", 512, "winLength", 512, "nMels", 20),
                Map.of(
                    "channels",
                    List.of(4, 8, 8),
                    "pooling",
                    List.of(2, 3, 3),
                    "dropout",
                    List.of(0.25, 0.1, 0.1),
                    "lstmHidden",
                    8,
                    "heads",
                    2,
                    "depth",
                    depth,
                    "hidden",
                    8),
                Map.of("epochs", epochs, "batch", 7, "lr", 3e-3, "patience", 0));
    return new RunSpec(
        "synthetic",
        corpus.toString(),
        LabelMap.FOUR.toString(),
        "speaker",
        0,
        11,
        null,
        backend,
        config);
  }
}
