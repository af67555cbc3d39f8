package dev.tenor.tools.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import dev.tenor.tools.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Corpora are given by their folders alone; what a model knows of them is told; predictions and
/// features are written for other programs.
final class RecognisedCorpusTest {
  private static final String SETTINGS =
      "--preset paper --seconds 2 --n-fft 512 --win-length 512 --n-mels 20 --channels 4,8,8"
          + " --pooling 2,3,3 --lstm-hidden 8 --heads 2 --depth 1 --hidden 8 --epochs 1"
          + " --dropout 0,0,0 --batch 8 --patience 0 --threads 2";

  @TempDir static Path folder;

  private static Path corpus;
  private static Path run;

  private static Tenor train(Object... more) {
    List<Object> args = new ArrayList<>(List.of("train"));
    args.addAll(List.of(SETTINGS.split(" ")));
    args.addAll(List.of(more));
    return Tenor.run(args.toArray());
  }

  @BeforeAll
  static void trainOnAFolder() throws IOException {
    corpus = folder.resolve("corpus");
    SyntheticRenderer.render(corpus, new SyntheticConfig(5, 6, 2), 2, _ -> {});
    run = folder.resolve("run");
    Tenor tenor = train(corpus, "--out", run).ok();
    assertTrue(tenor.err().contains(corpus + ": recognised as synthetic"), tenor.err());
    JsonNode config = Json.mapper().readTree(run.resolve("config.json").toFile());
    assertEquals("synthetic", config.at("/corpora/0/kind").textValue());
  }

  @Test
  void dataWithoutItsKindIsRecognisedToo() throws IOException {
    Path out = folder.resolve("data");
    train("--data", corpus, "--out", out).ok();
    assertEquals(
        Files.readString(run.resolve("metrics.json")),
        Files.readString(out.resolve("metrics.json")));
  }

  @Test
  void aCorpusIsGivenInOneWay() {
    String line = train(corpus, "--data", corpus).error(ExitCode.USAGE);
    assertTrue(line.contains("give all of them in one way"), line);
  }

  @Test
  void whatIsNoCorpusIsRefusedWithTheKinds() throws IOException {
    Path none = Files.createDirectories(folder.resolve("none"));
    String line = train(none).error(ExitCode.DATA);
    assertTrue(line.contains("is not a known corpus"), line);
    assertTrue(line.contains("crema-d, csv, emodb"), line);
    assertTrue(line.contains("--corpus NAME"), line);
  }

  @Test
  void evaluateTellsWhatWasTrainedOn() throws IOException {
    Tenor same = Tenor.run("evaluate", run, corpus).ok();
    // two speakers of eight utterances in each subset
    assertTrue(same.out().contains("of these 48 utterances, 16 were trained on"), same.out());
    assertTrue(same.out().contains("16 chose the epoch; of 6 speakers, 4 are known"), same.out());
    JsonNode json = Tenor.run("evaluate", run, corpus, "--json").ok().json();
    assertTrue(json.get("speakers").textValue().contains("16 were trained on"), json.toString());
    Path lonely = Files.copy(run.resolve("model.safetensors"), folder.resolve("m.safetensors"));
    String out = Tenor.run("evaluate", lonely, "--data", corpus).ok().out();
    assertTrue(out.contains("it cannot be told how many"), out);
  }

  @Test
  void aResultNearChanceSaysSo() throws IOException {
    JsonNode json = Tenor.run("evaluate", run, corpus, "--json").ok().json();
    double low = json.at("/ua_interval/low").doubleValue();
    assertEquals(low <= 0.25, json.get("near_chance").booleanValue());
    Tenor text = Tenor.run("evaluate", run, corpus).ok();
    assertEquals(low <= 0.25, text.out().contains("near chance: guessing has a UA of 25.0 %"));
    assertTrue(text.out().contains("UA, 95 % interval over 6 speakers"), text.out());
  }

  @Test
  void predictionsAreCsvForOtherPrograms() throws IOException {
    Path clip = corpus.resolve("speaker_01/angry_00.wav");
    Path named = Files.copy(clip, folder.resolve("a \"b\", c.wav"));
    Path broken = Files.writeString(folder.resolve("broken.wav"), "no audio");
    Tenor tenor = Tenor.run("predict", "-m", run, "--csv", named, broken);
    assertEquals(ExitCode.DATA, tenor.code(), tenor.err());
    List<String> lines = List.of(tenor.out().split("\r\n"));
    assertEquals(
        "file,emotion,p_neutral,p_happy,p_sad,p_angry,unsure,seconds,heard_seconds,"
            + "speech_seconds,notes",
        lines.getFirst());
    assertEquals(3, lines.size(), tenor.out());
    String quoted = "\"" + named.toString().replace("\"", "\"\"") + "\",";
    assertTrue(lines.get(1).startsWith(quoted), lines.get(1));
    assertTrue(lines.get(2).startsWith(broken + ",,,,,,,,,,"), lines.get(2));
    Tenor.run("predict", "-m", run, "--csv", "--json", clip).error(ExitCode.USAGE);
  }

  @Test
  void featuresOfAFolderLieInTheSameFolders() throws IOException {
    Path in = Files.createDirectories(folder.resolve("in/sub"));
    Path clip = corpus.resolve("speaker_01/angry_00.wav");
    Files.copy(clip, in.resolve("a.wav"));
    Files.copy(clip, in.resolve("a.wave"));
    Files.copy(clip, in.resolveSibling("b.c.wav"));
    Path out = folder.resolve("features");
    Tenor.run("features", in.getParent(), "--out", out).ok();
    try (Stream<Path> files = Files.walk(out)) {
      assertEquals(
          List.of("b.c.npy", "sub/a.npy", "sub/a.wave.npy"),
          files
              .filter(Files::isRegularFile)
              .map(f -> out.relativize(f).toString())
              .sorted()
              .toList());
    }
    Path single = folder.resolve("single.npy");
    Tenor.run("features", clip, "--out", single).ok();
    assertEquals(-1, Files.mismatch(single, out.resolve("sub/a.npy")));
    assertFalse(Tenor.run("features", clip, "--out", folder.resolve("f.npz")).code() == 0);
  }
}
