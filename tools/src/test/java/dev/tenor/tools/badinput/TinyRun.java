package dev.tenor.tools.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A corpus of four synthetic speakers and a network small enough to train in a moment.
record TinyRun(Path folder) {
  private static final String SETTINGS =
      "--preset paper --seconds 2 --n-fft 512 --win-length 512 --n-mels 20 --channels 4,8,8"
          + " --pooling 2,3,3 --dropout 0,0,0 --lstm-hidden 8 --heads 2 --depth 1 --hidden 8 --epochs 1 --batch 8"
          + " --patience 0 --threads 2 --keep checkpoint --quiet";

  private static final List<String> EMOTIONS = List.of("neutral", "happy", "sad", "angry");

  /// Renders the corpus.
  static TinyRun in(Path folder) throws IOException {
    TinyRun tiny = new TinyRun(folder);
    SyntheticRenderer.render(tiny.corpus(), new SyntheticConfig(5, 4, 2), 2, _ -> {});
    return tiny;
  }

  /// Trains the model.
  TinyRun trained() {
    Outcome outcome =
        Outcome.of(train("--corpus", "synthetic", "--data", corpus(), "--out", run()));
    assertEquals(0, outcome.code(), outcome::err);
    return this;
  }

  Path corpus() {
    return folder.resolve("corpus");
  }

  Path run() {
    return folder.resolve("run");
  }

  Path model() {
    return run().resolve("model.safetensors");
  }

  Path clip() {
    return corpus().resolve("speaker_01/angry_00.wav");
  }

  /// The arguments of a training with this network.
  static Object[] train(Object... args) {
    List<Object> all = new ArrayList<>(List.of("train"));
    Stream.of(SETTINGS.split(" ")).forEach(all::add);
    all.addAll(List.of(args));
    return all.toArray();
  }

  /// Lines of a manifest for all recordings of the speakers `from` to `to`.
  static String rows(int from, int to) {
    StringBuilder rows = new StringBuilder();
    for (int speaker = from; speaker <= to; speaker++) {
      for (String emotion : EMOTIONS) {
        for (int i = 0; i < 2; i++) {
          String file =
              String.format(Locale.ROOT, "corpus/speaker_0%d/%s_0%d.wav", speaker, emotion, i);
          rows.append(String.format(Locale.ROOT, "%s,%s,%d\n", file, emotion, speaker));
        }
      }
    }
    return rows.toString();
  }
}
