package dev.tenor.tools.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.export.OnnxFile;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import dev.tenor.tools.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of the documentation, compiled as its page says.
final class OwnNetworkTest {
  private static final Path EXAMPLE = Path.of("../docs/examples/own-network/src/main");
  private static final String TINY =
      "--preset paper --length own --aggregation mean --seconds 2 --n-fft 512 --win-length 512"
          + " --n-mels 20 --channels 4 --pooling 2 --dropout 0 --hidden 16 --epochs 8 --batch 8"
          + " --lr 1e-2 --patience 0 --backend simd --threads 2 --no-cache --quiet";

  @TempDir static Path folder;
  private static Path classes;
  private static Path corpus;
  private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

  @BeforeAll
  static void compile() throws IOException {
    classes = folder.resolve("classes");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> args =
        new ArrayList<>(
            List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
    try (Stream<Path> sources = Files.walk(EXAMPLE.resolve("java"))) {
      sources.map(Path::toString).filter(s -> s.endsWith(".java")).forEach(args::add);
    }
    assertEquals(0, compiler.run(null, null, null, args.toArray(String[]::new)));
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    try (Stream<Path> files = Files.list(EXAMPLE.resolve("resources/META-INF/services"))) {
      for (Path file : files.toList()) {
        Files.copy(file, services.resolve(file.getFileName()));
      }
    }
    corpus = folder.resolve("corpus");
    SyntheticRenderer.render(corpus, new SyntheticConfig(5, 6, 3), 2, _ -> {});
  }

  @AfterEach
  void forget() {
    Thread.currentThread().setContextClassLoader(loader);
  }

  private Tenor train(String network, Path out, Object... more) {
    List<Object> args = new ArrayList<>(List.of("train"));
    args.addAll(List.of(TINY.split(" ")));
    args.addAll(List.of("--corpus", "synthetic", "--data", corpus, "--out", out));
    args.addAll(List.of("--network", network));
    args.addAll(List.of(more));
    return Tenor.run(args.toArray());
  }

  @Test
  void aNetworkOfOnesOwnIsTrainedAndAsked() throws IOException {
    Path run = folder.resolve("run");
    String out = train(classes + ":frame-mlp", run).ok().out();
    assertTrue(out.contains("no speaker is shared"), out);
    forget();
    Path byClass = folder.resolve("by-class");
    train(classes + ":example.FrameMlp", byClass).ok();
    assertArrayEquals(
        Files.readAllBytes(run.resolve("predictions.csv")),
        Files.readAllBytes(byClass.resolve("predictions.csv")));
    forget();
    String info = Tenor.run("info", run, "--network", classes).ok().out();
    assertTrue(info.contains("frame-mlp"), info);
    assertTrue(info.contains("classifier"), info);
    forget();
    Path clip = corpus.resolve("speaker_01/angry_00.wav");
    Tenor.run("predict", "--model", run, "--network", classes, clip, "--quiet").ok();
    forget();
    Tenor.run("evaluate", run, "--network", classes, "--no-cache", "--quiet").ok();
    forget();
    Path onnx = folder.resolve("mlp.onnx");
    Tenor.run("export", run, "--network", classes, "-o", onnx, "--quiet").ok();
    forget();
    List<String> outputs = OnnxFile.of(Files.readAllBytes(onnx)).check().outputs();
    assertEquals(List.of("logits[batch][4]", "probabilities[batch][4]"), outputs);
    Path again = folder.resolve("again");
    Path config = run.resolve("config.json");
    Tenor.run(
            "train",
            "--config",
            config,
            "--network",
            classes + ":frame-mlp",
            "--out",
            again,
            "--no-cache",
            "--quiet")
        .ok();
    assertArrayEquals(
        Files.readAllBytes(run.resolve("model.safetensors")),
        Files.readAllBytes(again.resolve("model.safetensors")));
  }

  @Test
  void whatIsMissingIsNamed() {
    Path out = folder.resolve("no");
    String line = train(folder + "/no.jar:example.FrameMlp", out).error(ExitCode.USAGE);
    assertTrue(line.contains("no.jar: no such file"), line);
    line = train(classes + ":example.Other", out).error(ExitCode.USAGE);
    assertTrue(line.contains("network example.Other is not on the class path"), line);
    line = train(classes + ":example.FrameMlpProvider", out).error(ExitCode.USAGE);
    assertTrue(line.contains("is a class, but no dev.tenor.ser.model.Network"), line);
    line = train(classes + ":frame-mlp", out, "--hidden", 0).error(ExitCode.USAGE);
    assertTrue(line.contains("hidden is 0"), line);
  }

  @Test
  void aModelWithoutItsCodeSaysWhatItNeeds() {
    Path run = folder.resolve("lost");
    train(classes + ":frame-mlp", run).ok();
    forget();
    Path clip = corpus.resolve("speaker_01/angry_00.wav");
    Tenor lost = Tenor.run("predict", "--model", run, clip, "--quiet");
    assertTrue(lost.err().contains("network frame-mlp is not on the class path"), lost.err());
    assertTrue(lost.err().contains("--network JAR:frame-mlp"), lost.err());
  }
}
