package dev.tenor.tools.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import dev.tenor.tools.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run's `config.json` repeats it, and other options change it.
final class RepeatedRunTest {
  private static final String TINY =
      "train --preset paper --seconds 2 --n-fft 512 --win-length 512 --n-mels 20 --channels 4,8,8"
          + " --pooling 2,3,3 --dropout 0.1,0,0 --lstm-hidden 8 --heads 2 --depth 1 --hidden 8"
          + " --epochs 2 --batch 8 --patience 0 --time-masks 1 --labels neutral,happy,sad"
          + " --fold 1 --seed 7 --backend simd --threads 2 --no-cache --quiet --corpus synthetic";

  @TempDir static Path folder;
  private static Path corpus;
  private static Path run;

  @BeforeAll
  static void train() throws IOException {
    corpus = folder.resolve("corpus");
    SyntheticRenderer.render(corpus, new SyntheticConfig(5, 6, 2), 2, _ -> {});
    run = folder.resolve("run");
    Object[] args = (TINY + " --data " + corpus + " --out " + run).split(" ");
    Tenor.run(args).ok();
  }

  private static Tenor repeat(Path config, Path out, Object... more) {
    List<Object> args =
        new ArrayList<>(
            List.of("train", "--config", config, "--out", out, "--no-cache", "--quiet"));
    args.addAll(List.of(more));
    return Tenor.run(args.toArray());
  }

  @Test
  void theConfigOfARunGivesTheSameBytes() throws IOException {
    Path again = folder.resolve("again");
    repeat(run.resolve("config.json"), again, "--threads", 1).ok();
    for (String file :
        List.of(
            "config.json", "split.json", "model.safetensors", "predictions.csv", "metrics.json")) {
      assertArrayEquals(
          Files.readAllBytes(run.resolve(file)), Files.readAllBytes(again.resolve(file)), file);
    }
    JsonNode session =
        Json.mapper().readTree(again.resolve("sessions.json").toFile()).at("/sessions/0");
    assertTrue(
        session.get("command").asText().startsWith("tenor train --config "), session.toString());
  }

  @Test
  void optionsChangeWhatTheConfigSays() throws IOException {
    Path other = folder.resolve("other");
    repeat(run.resolve("config.json"), other, "--fold", 0, "--epochs", 1, "--protocol", "loso")
        .ok();
    JsonNode before = Json.mapper().readTree(run.resolve("config.json").toFile());
    JsonNode after = Json.mapper().readTree(other.resolve("config.json").toFile());
    assertEquals(0, after.get("fold").asInt());
    assertEquals(7, after.get("seed").asInt());
    assertEquals("loso", after.at("/corpora/0/protocol").asText());
    ObjectNode training = (ObjectNode) after.at("/config/training");
    assertEquals(1, training.get("epochs").asInt());
    training.put("epochs", 2);
    assertEquals(before.get("config"), after.get("config"));
    assertEquals(before.get("labels"), after.get("labels"));
  }

  @Test
  void theCorpusMayHaveMoved() throws IOException {
    Path moved = folder.resolve("moved");
    SyntheticRenderer.render(moved, new SyntheticConfig(5, 6, 2), 2, _ -> {});
    Path out = folder.resolve("from-moved");
    repeat(run.resolve("config.json"), out, "--data", moved).ok();
    assertArrayEquals(
        Files.readAllBytes(run.resolve("model.safetensors")),
        Files.readAllBytes(out.resolve("model.safetensors")));
  }

  @Test
  void aConfigThatIsWrongIsNamed() throws IOException {
    String line =
        repeat(run.resolve("config.json"), folder.resolve("no"), "--preset", "paper")
            .error(ExitCode.USAGE);
    assertTrue(line.contains("leave out --preset paper"), line);
    JsonNode config = Json.mapper().readTree(run.resolve("config.json").toFile());
    ((ObjectNode) config.at("/config/training")).put("lr", "fast");
    Path wrong = Files.writeString(folder.resolve("wrong.json"), Json.pretty(config));
    line = repeat(wrong, folder.resolve("no")).error(ExitCode.USAGE);
    assertTrue(line.contains("wrong.json: settings.config.training.lr"), line);
  }
}
