package dev.tenor.tools.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.export.NpyFile;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Features of another program: here of one that knows the emotion, so that what the network is
/// given can be seen in its score.
final class ExternalFeaturesCommandTest {
  private static final List<String> EMOTIONS = List.of("neutral", "happy", "sad", "angry");
  private static final String TINY =
      "train --preset tenor --voice none --external 8 --channels 8,8 --pooling 2,2 --dropout 0,0"
          + " --lstm-hidden 8 --heads 2 --depth 1 --hidden 8 --epochs 40 --min-steps 0 --batch 8 --averaging 0 --warmup 0"
          + " --lr 1e-2 --mixup 0 --backend simd --threads 2 --no-cache --quiet --corpus synthetic";

  @TempDir static Path folder;
  private static Path corpus;

  @BeforeAll
  static void write() throws IOException {
    corpus = folder.resolve("corpus");
    SyntheticRenderer.render(corpus, new SyntheticConfig(5, 6, 3), 2, _ -> {});
    try (Stream<Path> files = Files.walk(corpus)) {
      for (Path wav : files.filter(f -> f.toString().endsWith(".wav")).toList()) {
        String name = wav.getFileName().toString();
        int label = EMOTIONS.indexOf(name.substring(0, name.indexOf('_')));
        int rows = 5 + name.hashCode() % 3;
        float[] values = new float[rows * 8];
        for (int t = 0; t < rows; t++) {
          values[t * 8 + label] = 1;
        }
        NpyFile.write(wav.resolveSibling(name.replace(".wav", ".npy")), values, rows, 8);
      }
    }
  }

  private static Tenor train(String settings, Path out) {
    Object[] args = (settings + " --data " + corpus + " --out " + out).split(" ");
    return Tenor.run(args);
  }

  @Test
  void theNetworkHearsTheFilesAndNotTheRecordings() throws IOException {
    Path run = folder.resolve("run");
    train(TINY, run).ok();
    JsonNode metrics = Json.mapper().readTree(run.resolve("metrics.json").toFile());
    assertEquals(1, metrics.at("/test/ua").asDouble(), 1e-9);
    assertEquals(4, metrics.get("baselines").size());
    String scores = Tenor.run("evaluate", run, "--no-cache", "--quiet").ok().out();
    assertTrue(scores.contains("UA 100.0 %"), scores);
    Path clip = corpus.resolve("speaker_01/angry_00.wav");
    Tenor alone = Tenor.run("predict", "--model", run, clip, "--quiet");
    assertTrue(alone.err().contains("takes external features"), alone.err());
    String wrong = TINY.replace("--external 8", "--external 9");
    Tenor other = train(wrong, folder.resolve("w"));
    assertTrue(other.err().contains("expected [frames, 9]"), other.err());
  }
}
