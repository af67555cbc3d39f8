package dev.tenor.tools.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import dev.tenor.tools.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands at work on a tiny corpus and a tiny network.
final class CommandsTest {
  @TempDir static Path folder;

  private static Path corpus;
  private static Path run;
  private static Path clip;

  private static Tenor train(Path out, Object... more) {
    List<Object> args =
        new ArrayList<>(
            List.of("train", "--corpus", "synthetic", "--data", corpus, "--out", out, "--seed", 3));
    String settings =
        "--preset paper --seconds 2 --n-fft 512 --win-length 512 --n-mels 20 --channels 4,8,8"
            + " --pooling 2,3,3 --dropout 0.1,0.1,0.1 --lstm-hidden 8 --heads 2 --depth 2 --hidden 8 --epochs 2"
            + " --batch 7 --lr 3e-3 --patience 0 --threads 2";
    args.addAll(List.of(settings.split(" ")));
    args.addAll(List.of(more));
    return Tenor.run(args.toArray());
  }

  @BeforeAll
  static void trainOnce() throws IOException {
    corpus = folder.resolve("corpus");
    SyntheticRenderer.render(corpus, new SyntheticConfig(5, 6, 2), 2, _ -> {});
    clip = corpus.resolve("speaker_01/angry_00.wav");
    run = folder.resolve("run");
    Tenor tenor = train(run).ok();
    assertTrue(tenor.out().contains("no speaker is shared"), tenor.out());
    assertTrue(tenor.out().endsWith("run folder: " + run + "\n"), tenor.out());
    assertTrue(tenor.err().contains("epoch   2/2"), tenor.err());
  }

  @Test
  void trainPrintsTheMetricsFileAsJson() throws IOException {
    Path out = folder.resolve("json");
    Tenor tenor = train(out, "--json", "--quiet").ok();
    assertEquals("", tenor.err());
    assertEquals(Files.readString(out.resolve("metrics.json")), tenor.out());
    assertArrayEquals(
        Files.readAllBytes(run.resolve("model.safetensors")),
        Files.readAllBytes(out.resolve("model.safetensors")));
  }

  /// `simd`, or what stands before it on this machine.
  private static String firstChoice() {
    try (Backend backend = Backends.open(Backends.AUTO, 1)) {
      return backend.name();
    }
  }

  @Test
  void theChosenBackendIsWrittenDownAndNotAuto() throws IOException {
    JsonNode config = Json.mapper().readTree(run.resolve("config.json").toFile());
    assertEquals(firstChoice(), config.get("backend").textValue());
  }

  @Test
  void aRunIsNotOverwrittenAndCanBeResumed() {
    String line = train(run).error(ExitCode.DATA);
    assertTrue(line.contains("holds a run already"), line);
    Tenor.run("train", "--resume", "--out", run).ok();
    Tenor.run("train", "--resume").error(ExitCode.USAGE);
    Path none = folder.resolve("none");
    line = Tenor.run("train", "--resume", "--out", none).error(ExitCode.DATA);
    assertTrue(line.endsWith("(without --resume)"), line);
  }

  @Test
  void trainRefusesWhatItCannotDo() throws IOException {
    Path out = folder.resolve("refused");
    assertTrue(train(out, "--backend", "abacus").error(ExitCode.USAGE).contains("'abacus'"));
    assertTrue(train(out, "--fold", 99).error(ExitCode.USAGE).contains("no fold 99"));
    assertTrue(train(out, "--labels", "a").error(ExitCode.USAGE).contains("at least 2 classes"));
    assertTrue(Tenor.run("train").error(ExitCode.USAGE).contains("--corpus"));
    assertTrue(Tenor.run("train", "--corpus", "emodb").error(ExitCode.USAGE).contains("--data"));
    String line = Tenor.run("train", "--corpus", "emodb", "--data", out).error(ExitCode.DATA);
    assertTrue(line.contains(out.toString()), line);
    assertFalse(Files.exists(out));
    Path file = Files.writeString(folder.resolve("file"), "");
    assertTrue(train(file.resolve("run")).error(ExitCode.FAILED).contains("cannot write"));
  }

  @Test
  void anUnavailableBackendHasItsOwnExitCode() {
    for (String command : List.of("predict", "evaluate")) {
      Tenor tenor =
          command.equals("predict")
              ? Tenor.run(command, "--model", run, "--backend", "absent", clip)
              : Tenor.run(command, run, "--backend", "absent");
      assertTrue(tenor.error(ExitCode.BACKEND).contains("build one"), tenor.err());
    }
  }

  @Test
  void evaluateRepeatsTheScoresOfTheRun() throws IOException {
    JsonNode saved = Json.mapper().readTree(run.resolve("metrics.json").toFile());
    JsonNode test = Tenor.run("evaluate", run, "--json").ok().json();
    assertEquals(saved.get("test").get("confusion"), test.get("confusion"));
    JsonNode val = Tenor.run("evaluate", run, "--side", "val", "--json").ok().json();
    assertEquals(saved.get("val").get("confusion"), val.get("confusion"));
    assertEquals(saved.get("audit").get("baselines"), test.get("audit").get("baselines"));
    assertEquals(4, saved.get("baselines").size());
    assertEquals(saved.get("baselines"), test.get("baselines"));
    assertTrue(val.get("baselines").isEmpty(), "they are of the test side");
    String text = Tenor.run("evaluate", run).ok().out();
    assertTrue(text.contains("baselines without audio"), text);
    assertTrue(text.contains("acoustic baselines, fitted on train:"), text);
  }

  @Test
  void evaluateScoresAModelOnAWholeCorpus() throws IOException {
    Path model = run.resolve("model.safetensors");
    Tenor all = Tenor.run("evaluate", model, "--corpus", "synthetic", "--data", corpus, "--json");
    assertEquals(48, all.ok().json().get("utterances").intValue());
    assertTrue(all.json().get("speakers").textValue().contains("were trained on"), all.out());
    Tenor.run("evaluate", model).error(ExitCode.USAGE);
    Tenor other =
        Tenor.run(
            "evaluate", model, "--corpus", "synthetic", "--data", corpus, "--labels", "sad,angry");
    assertTrue(other.error(ExitCode.USAGE).contains("the model's are"), other.err());
  }

  @Test
  void evaluateLeavesAFolderAsARunDoes() throws IOException {
    Path all = folder.resolve("scored/all");
    Path model = run.resolve("model.safetensors");
    Tenor scored =
        Tenor.run(
                "evaluate",
                model,
                "--corpus",
                "synthetic",
                "--data",
                corpus,
                "--out",
                all,
                "--json")
            .ok();
    assertEquals(Files.readString(all.resolve("metrics.json")), scored.out());
    assertEquals(49, Files.readAllLines(all.resolve("predictions.csv")).size());
    String page = Files.readString(all.resolve("README.md"));
    assertTrue(page.startsWith("# synthetic, all utterances\n"), page);
    assertTrue(page.contains("are known from training"), page);
    assertTrue(page.contains("always their most frequent class: WA 25.0 %, UA 25.0 %"), page);
    assertTrue(Files.readString(all.resolve("confusion-matrix.svg")).contains("<svg"));
    assertTrue(Files.size(all.resolve("confusion-matrix.png")) > 1000);

    Path test = folder.resolve("scored/test");
    Tenor side = Tenor.run("evaluate", run, "--out", test).ok();
    assertTrue(side.out().endsWith("evaluation folder: " + test + "\n"), side.out());
    assertArrayEquals(
        Files.readAllBytes(run.resolve("predictions.csv")),
        Files.readAllBytes(test.resolve("predictions.csv")));
    assertArrayEquals(
        Files.readAllBytes(run.resolve("confusion-matrix.png")),
        Files.readAllBytes(test.resolve("confusion-matrix.png")));
    JsonNode trained = Json.mapper().readTree(run.resolve("metrics.json").toFile());
    JsonNode again = Json.mapper().readTree(test.resolve("metrics.json").toFile());
    trained
        .get("test")
        .properties()
        .forEach(score -> assertEquals(score.getValue(), again.get(score.getKey())));
    assertEquals(trained.get("audit"), again.get("audit"), "identical audio is told, too");
    assertTrue(again.get("audit").get("overlaps").has("identical audio"));
    String page2 = Files.readString(test.resolve("README.md"));
    assertTrue(page2.contains("identical audio"), page2);
  }

  @Test
  void evaluateDoesNotWriteIntoWhatIsThere() throws IOException {
    String line = Tenor.run("evaluate", run, "--out", run).error(ExitCode.DATA);
    assertTrue(line.contains("is not empty"), line);
    Path file = Files.writeString(folder.resolve("a file"), "");
    assertTrue(Tenor.run("evaluate", run, "-o", file).error(ExitCode.DATA).contains("is a file"));
    Path below = file.resolve("below");
    assertTrue(Tenor.run("evaluate", run, "-o", below).error(ExitCode.FAILED).contains("cannot"));
    Path empty = Files.createDirectory(folder.resolve("nothing in it"));
    Tenor.run("evaluate", run, "-o", empty).ok();
  }

  /// The corpus of another user has two of the four emotions.
  @Test
  void absentClassesOfAnotherCorpusAreTold() throws IOException {
    StringBuilder manifest = new StringBuilder("path,emotion,speaker\n");
    for (String file : List.of("sad_00", "sad_01", "angry_00")) {
      manifest.append(corpus.resolve("speaker_01/" + file + ".wav")).append(',');
      manifest.append(file, 0, file.indexOf('_')).append(",1\n");
    }
    Path csv = Files.writeString(folder.resolve("two.csv"), manifest);
    Path out = folder.resolve("two");
    Tenor tenor = Tenor.run("evaluate", run, "--corpus", "csv", "--data", csv, "--out", out).ok();
    String expected = "no utterance of neutral, happy: UA and macro-F1 are means over sad, angry";
    assertTrue(tenor.out().contains(expected), tenor.out());
    assertTrue(tenor.out().contains("WA 66.7 %, UA 50.0 %, macro-F1 40.0 %)"), tenor.out());
    assertTrue(Files.readString(out.resolve("README.md")).contains(expected));
    JsonNode json = Json.mapper().readTree(out.resolve("metrics.json").toFile());
    assertTrue(json.get("recall").get("happy").isNull());
    assertFalse(json.get("recall").get("sad").isNull());
    assertEquals(2, json.get("absent_classes").size());
  }

  @Test
  void featuresAreKeptForTheNextTime() throws IOException {
    Path cache = folder.resolve("cache");
    Tenor first = Tenor.run("evaluate", run, "--cache", cache).ok();
    Tenor second = Tenor.run("evaluate", run, "--cache", cache).ok();
    Tenor without = Tenor.run("evaluate", run, "--no-cache").ok();
    assertEquals(first.out(), second.out());
    assertEquals(first.out(), without.out());
    assertTrue(first.err().contains("features: 0 of 16 recordings from the cache"), first.err());
    assertTrue(second.err().contains("features: 16 of 16 recordings from the cache"), second.err());
    assertFalse(without.err().contains("cache"), without.err());
    Tenor.run("evaluate", run, "--cache", cache, "--no-cache").error(ExitCode.USAGE);
    Tenor.run("train", "--resume", "--out", run, "--cache", cache).ok();
  }

  @Test
  void aCacheThatCannotBeWrittenIsOneWarning() throws IOException {
    Path file = Files.writeString(folder.resolve("no folder"), "");
    Tenor tenor = Tenor.run("evaluate", run, "--cache", file, "--quiet").ok();
    assertTrue(tenor.err().startsWith("tenor: features are not cached: cannot write to " + file));
    assertEquals(1, tenor.err().lines().count(), tenor.err());
  }

  @Test
  void predictAnswersForFilesAndFolders() throws IOException {
    JsonNode answers = Tenor.run("predict", "--model", run, corpus, "--json").ok().json();
    assertEquals(48, answers.size());
    JsonNode alone = Tenor.run("predict", "-m", run, clip, "--json", "-q").ok().json().get(0);
    assertEquals(answers.get(0), alone); // the same alone and in any batch
    assertEquals(clip.toString(), alone.get("file").textValue());
    double sum = alone.get("scores").valueStream().mapToDouble(JsonNode::doubleValue).sum();
    assertEquals(1, sum, 1e-5);
    assertEquals(4, alone.get("scores").size());
    assertTrue(alone.get("seconds").doubleValue() > 0.5);
    String emotion = alone.get("emotion").textValue();
    double best = alone.get("scores").get(emotion).doubleValue();
    alone.get("scores").forEach(score -> assertTrue(score.doubleValue() <= best));
    String text = Tenor.run("predict", "-m", run, clip).ok().out();
    assertTrue(text.lines().skip(1).allMatch(l -> l.startsWith(clip + "  " + emotion)), text);
  }

  @Test
  void predictReportsUnreadableFilesAndAnswersForTheOthers() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.wav"), "I am no recording.");
    Path absent = folder.resolve("absent.wav");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Tenor tenor = Tenor.run("predict", "-m", run, bad, clip, absent, empty, "--json");
    assertEquals(ExitCode.DATA, tenor.code());
    assertFalse(tenor.err().contains("\tat "), tenor.err());
    assertEquals(4, tenor.json().size());
    for (JsonNode answer : tenor.json()) {
      boolean good = answer.get("file").textValue().equals(clip.toString());
      assertEquals(good, answer.has("emotion"));
      assertEquals(!good, answer.has("error"));
      assertTrue(good || tenor.err().contains(answer.get("error").textValue()), tenor.err());
    }
  }

  @Test
  void predictNeedsAModel() throws IOException {
    Tenor.run("predict", "-m", folder.resolve("no.safetensors"), clip).error(ExitCode.DATA);
    Tenor.run("predict", "-m", clip, clip).error(ExitCode.DATA);
    byte[] model = Files.readAllBytes(run.resolve("model.safetensors"));
    Path cut = folder.resolve("cut.safetensors");
    Files.write(cut, Arrays.copyOf(model, model.length / 2));
    Tenor.run("predict", "-m", cut, clip).error(ExitCode.DATA);
  }

  @Test
  void infoShowsParametersAndProvenance() throws IOException {
    JsonNode info = Tenor.run("info", run, "--json").ok().json();
    JsonNode parameters = info.get("parameters");
    long sum = parameters.valueStream().mapToLong(JsonNode::longValue).sum();
    assertEquals(2 * parameters.get("total").longValue(), sum);
    assertEquals("synthetic", info.get("provenance").get("corpus").textValue());
    assertEquals(20, info.get("features").get("nMels").intValue());
    String text = Tenor.run("info", run.resolve("model.safetensors")).ok().out();
    assertTrue(text.contains("neutral happy sad angry"), text);
    assertTrue(text.contains("  total        " + parameters.get("total")), text);
  }

  @Test
  void exportWritesBesideTheModelOrWhereItIsTold() throws IOException {
    Tenor told = Tenor.run("export", run, "--out", folder.resolve("m.onnx")).ok();
    assertTrue(told.err().startsWith(folder.resolve("m.onnx") + ": "), told.err());
    assertEquals("", told.out());
    Tenor.run("export", run.resolve("model.safetensors"), "--format", "onnx", "--quiet").ok();
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("m.onnx")),
        Files.readAllBytes(run.resolve("model.onnx")));
    Files.delete(run.resolve("model.onnx"));
  }

  @Test
  void exportRefusesWhatItCannotWrite() {
    Tenor.run("export", run, "--format", "abacus").error(ExitCode.USAGE);
    Tenor.run("export", clip).error(ExitCode.DATA);
    Tenor.run("export", run, "-o", folder.resolve("no/m.onnx")).error(ExitCode.FAILED);
  }

  @Test
  void featuresWritesCsvOfManyAndNpyOfOne() throws IOException {
    Path csv = folder.resolve("f.csv");
    Tenor.run("features", clip, clip, "--out", csv, "--seconds", 1, "--n-mels", 8).ok();
    List<String> lines = Files.readAllLines(csv);
    assertEquals(1 + 2 * 32, lines.size());
    assertEquals("file,frame,mel_0,mel_1,mel_2,mel_3,mel_4,mel_5,mel_6,mel_7", lines.getFirst());
    assertTrue(lines.get(32).startsWith(clip + ",31,"), lines.get(32));
    Path npy = folder.resolve("f.npy");
    Tenor.run("features", clip, "-o", npy, "--seconds", 1, "--n-mels", 8).ok();
    assertEquals(128 + 32 * 8 * Float.BYTES, Files.size(npy));
  }

  @Test
  void featuresRefusesWhatItCannotWrite() {
    Path npy = folder.resolve("g.npy");
    Tenor.run("features", clip, clip, "--out", npy).error(ExitCode.USAGE);
    Tenor.run("features", clip, "--out", folder.resolve("g.txt")).error(ExitCode.USAGE);
    Tenor.run("features", clip, "--out", npy, "--n-mels", 0).error(ExitCode.USAGE);
    Tenor.run("features", folder.resolve("no.wav"), "--out", npy).error(ExitCode.DATA);
    Tenor.run("features", clip, "--out", folder.resolve("no/g.npy")).error(ExitCode.FAILED);
    assertFalse(Files.exists(npy));
  }

  @Test
  void devicesSaysWhyABackendIsUnavailable() throws IOException {
    JsonNode devices = Tenor.run("devices", "--json").ok().json();
    JsonNode absent = devices.get(0);
    assertEquals("absent", absent.get("backend").textValue());
    assertFalse(absent.get("available").booleanValue());
    assertEquals("build one", absent.get("hint").textValue());
    assertTrue(devices.valueStream().anyMatch(d -> d.get("backend").textValue().equals("scalar")));
    String text = Tenor.run("devices").ok().out();
    assertTrue(text.contains("unavailable: there is no such machine; build one"), text);
    assertTrue(text.endsWith("--backend auto chooses " + firstChoice() + "\n"), text);
  }

  @Test
  void nothingTemporaryIsLeftBehind() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      assertEquals(List.of(), files.filter(f -> f.toString().endsWith(".tmp")).toList());
    }
  }
}
