package dev.tenor.tools.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.models.ModelCatalogue;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import dev.tenor.tools.console.ExitCode;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model on its way from a run into the program.
final class ModelsCommandTest {
  private static final String SETTINGS =
      "--preset paper --seconds 2 --n-fft 512 --win-length 512 --n-mels 20 --channels 4,8"
          + " --pooling 3,3 --dropout 0,0 --lstm-hidden 8 --heads 2 --depth 1 --hidden 8 --epochs 1"
          + " --batch 8 --lr 3e-3 --patience 0 --no-shared";

  @TempDir static Path folder;

  private static Path corpus;
  private static Path run;
  private static Path clip;
  private static Path resources;

  @BeforeAll
  static void trainAndPack() throws IOException {
    corpus = folder.resolve("corpus");
    SyntheticRenderer.render(corpus, new SyntheticConfig(5, 4, 2), 2, _ -> {});
    clip = corpus.resolve("speaker_01/angry_00.wav");
    run = folder.resolve("run");
    train("--corpus synthetic --data " + corpus + " --seed 3 " + SETTINGS, run);
    resources = folder.resolve("resources");
    Path models = resources.resolve(ModelCatalogue.FOLDER);
    Tenor.run("models", "pack", run, "--name", "tiny", "--purpose", "for a test", "--out", models)
        .ok();
  }

  private static void train(String options, Path out) {
    List<Object> args = new ArrayList<>(List.of("train"));
    args.addAll(Arrays.asList(options.split(" ")));
    args.addAll(List.of("--out", out, "--quiet"));
    Tenor.run(args.toArray()).ok();
  }

  /// A command where the packed model is on the class path, as in the program's jar.
  private static Tenor shipped(Object... args) throws IOException {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    URL[] place = {resources.toUri().toURL()};
    return with(new URLClassLoader(place, new NoModels(before)), () -> Tenor.run(args));
  }

  /// A command where no model is on the class path.
  private static Tenor bare(Object... args) {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    return with(new NoModels(before), () -> Tenor.run(args));
  }

  private static Tenor with(ClassLoader loader, Supplier<Tenor> command) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return command.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /// The class path without the program's own models.
  private static final class NoModels extends ClassLoader {
    NoModels(ClassLoader parent) {
      super(parent);
    }

    @Override
    public URL getResource(String name) {
      return name.startsWith(ModelCatalogue.FOLDER) ? null : super.getResource(name);
    }
  }

  @Test
  void theListHasEveryModel() throws IOException {
    JsonNode rows = shipped("models", "--json").ok().json();
    assertEquals(1, rows.size());
    assertEquals("tiny", rows.get(0).get("name").textValue());
    assertEquals("for a test", rows.get(0).get("purpose").textValue());
    assertEquals(4, rows.get(0).get("labels").size());
    assertEquals("none needed", rows.get(0).get("licence").textValue());
    String text = shipped("models").ok().out();
    assertTrue(text.contains("tiny") && text.contains("synthetic"), text);
    assertEquals(0, bare("models", "--json").ok().json().size());
    assertTrue(bare("models").ok().err().contains("no model is built in"));
  }

  @Test
  void predictTakesTheDefaultTheNameOrTheFile() throws IOException {
    JsonNode expected =
        Tenor.run("predict", "-m", run, clip, "--json", "--unsure", 0.5).ok().json();
    Tenor first = shipped("predict", clip, "--json").ok();
    assertEquals(expected, first.json());
    assertTrue(first.err().contains("model tiny, built in"), first.err());
    assertTrue(first.err().contains("'tenor models tiny'"), first.err());
    assertEquals(expected, shipped("predict", "--model", "tiny", clip, "--json").ok().json());
    Tenor file = shipped("predict", "--model", run, clip, "--json", "--unsure", 0.5).ok();
    assertFalse(file.err().contains("built in"), file.err());
    String line = shipped("predict", "--model", "big", clip).error(ExitCode.DATA);
    assertTrue(line.contains("(built in: tiny)"), line);
    line = bare("predict", clip).error(ExitCode.USAGE);
    assertTrue(line.contains("no model is built in; give --model"), line);
  }

  @Test
  void evaluateTakesANameToo() throws IOException {
    Object[] data = {"--corpus", "synthetic", "--data", corpus, "--json"};
    JsonNode expected = evaluate(run.resolve("model.safetensors"), data).ok().json();
    for (Tenor named :
        List.of(
            shipped("evaluate", "tiny", data[0], data[1], data[2], data[3], data[4]),
            shipped("evaluate", "--model", "tiny", data[0], data[1], data[2], data[3], data[4]),
            shipped("evaluate", data[0], data[1], data[2], data[3], data[4]))) {
      assertEquals(expected.get("confusion"), named.ok().json().get("confusion"));
      assertEquals(expected.get("calibration"), named.json().get("calibration"));
    }
    assertTrue(shipped("evaluate", "tiny").error(ExitCode.USAGE).contains("not a run folder"));
    Tenor two = shipped("evaluate", "tiny", "--model", "tiny", "--corpus", "synthetic");
    assertTrue(two.error(ExitCode.DATA).contains("tiny: no such folder"), "it is a corpus now");
    assertTrue(shipped("info", "tiny").ok().out().contains("temperature"));
  }

  private static Tenor evaluate(Path model, Object... more) {
    List<Object> args = new ArrayList<>(List.of("evaluate", model));
    args.addAll(List.of(more));
    return Tenor.run(args.toArray());
  }

  @Test
  void theCardSaysWhatHasToBeKnown() throws IOException {
    String page = shipped("models", "tiny").ok().out();
    for (String part :
        List.of(
            "# Model card: tiny",
            "for a test",
            "## Data and licences",
            "| sex female |",
            "| age unknown |",
            "| corpus synthetic |",
            "baseline: always the most frequent class",
            "Temperature ",
            "An answer with a probability below 0.5 is called unsure",
            "article 5 of the EU AI Act",
            "acted speech",
            "tenor train --corpus synthetic --data DIR/corpus")) {
      assertTrue(page.contains(part), part + " in " + page);
    }
    JsonNode card = Tenor.run("models", "card", run, "--json").ok().json();
    JsonNode metrics = Tenor.run("evaluate", run, "--json").ok().json();
    assertEquals(metrics.get("wa"), card.at("/scores/all/wa"));
    assertEquals(metrics.get("ua"), card.at("/scores/all/ua"));
    assertEquals(metrics.get("calibration"), card.at("/calibration/model"));
    assertEquals(metrics.at("/calibration/after/ece"), card.at("/calibration/ece"));
    assertEquals(1 + metrics.get("baselines").size(), card.get("baselines").size());
    assertEquals(0.5, shipped("info", "tiny", "--json").ok().json().get("unsure").doubleValue());
    Path out = folder.resolve("card.md");
    Tenor.run("models", "card", run, "--out", out).ok();
    assertTrue(Files.readString(out).startsWith("# Model card: run\n"));
    Path json = Files.writeString(folder.resolve("card.json"), "{\"purpose\": \"mine\"}");
    Path other = folder.resolve("other");
    Tenor.run("models", "pack", run, "--name", "own", "--card", json, "--out", other).ok();
    JsonNode own = Tenor.run("models", other.resolve("own.safetensors"), "--json").ok().json();
    assertEquals("mine", own.get("purpose").textValue());
    String none = Tenor.run("models", run).error(ExitCode.USAGE);
    assertTrue(none.contains("has no card"), none);
  }

  @Test
  void theCommandOfTheCardTrainsTheSameModel() throws IOException {
    String command =
        Tenor.run("models", "card", run, "--json").ok().json().get("command").textValue();
    Path again = folder.resolve("again");
    String options = command.substring("tenor train ".length()).replace("DIR", folder.toString());
    train(options, again);
    assertArrayEquals(
        Files.readAllBytes(run.resolve("model.safetensors")),
        Files.readAllBytes(again.resolve("model.safetensors")));
  }

  @Test
  void theScoresMayComeFromAnExperiment() throws IOException {
    Path experiment = folder.resolve("experiment");
    List<Object> args = new ArrayList<>(List.of("experiment", "folds", "--corpus", "synthetic"));
    args.addAll(List.of("--data", corpus, "--seeds", "3", "--out", experiment));
    args.addAll(Arrays.asList(SETTINGS.split(" ")));
    Tenor.run(args.toArray()).ok();
    Tenor card = Tenor.run("models", "card", run, "--experiment", experiment, "--json").ok();
    assertEquals(32, card.json().at("/scores/all/utterances").intValue(), "every utterance once");
    String evidence = card.json().get("evidence").textValue();
    assertTrue(evidence.contains("networks with the model's settings"), evidence);
    Path other = folder.resolve("other settings");
    train("--corpus synthetic --data " + corpus + " --seed 3 " + SETTINGS + " --heads 1", other);
    String line =
        Tenor.run("models", "card", other, "--experiment", experiment).error(ExitCode.DATA);
    assertTrue(line.contains("has no finished run with the corpus, labels and settings"), line);
  }

  @Test
  void aRunThatHasNotFinishedHasNoCard() throws IOException {
    Path begun = Files.createDirectories(folder.resolve("begun"));
    Files.copy(run.resolve("config.json"), begun.resolve("config.json"));
    String line = Tenor.run("models", "card", begun).error(ExitCode.DATA);
    assertTrue(line.contains("has not finished"), line);
    line = Tenor.run("models", "card", folder.resolve("none")).error(ExitCode.DATA);
    assertTrue(line.contains("holds no run"), line);
  }
}
