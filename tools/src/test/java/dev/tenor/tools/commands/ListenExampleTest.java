package dev.tenor.tools.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.ser.predict.Recognizer;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// ONNX Runtime says of a recording what Tenor says, in the words of the example.
final class ListenExampleTest {
  private static final String TINY =
      "--preset paper --seconds 2 --n-fft 512 --win-length 512 --n-mels 20 --channels 4,8"
          + " --pooling 2,3 --dropout 0,0 --lstm-hidden 6 --heads 2 --hidden 8 --epochs 3 --batch 8"
          + " --lr 1e-2 --patience 0 --trim 40 --level rms --length own --aggregation mean"
          + " --threads 2 --no-cache --quiet";

  @TempDir private Path folder;

  private static Process python(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static boolean hasOnnxRuntime() throws InterruptedException {
    try {
      return python(List.of("-c", "import numpy, onnxruntime")).waitFor() == 0;
    } catch (IOException e) {
      return false; // no python3
    }
  }

  @Test
  void theExampleAnswersAsTenorDoes() throws Exception {
    assumeTrue(hasOnnxRuntime(), "python3 has not numpy and onnxruntime");
    Path corpus = folder.resolve("corpus");
    SyntheticRenderer.render(corpus, new SyntheticConfig(5, 6, 3), 2, _ -> {});
    Path run = folder.resolve("run");
    List<Object> train = new ArrayList<>(List.of("train"));
    train.addAll(List.of(TINY.split(" ")));
    train.addAll(List.of("--corpus", "synthetic", "--data", corpus, "--out", run));
    Tenor.run(train.toArray()).ok();
    Path onnx = folder.resolve("model.onnx");
    Tenor.run("export", run, "--input", "samples", "--out", onnx, "--quiet").ok();
    Path clip = corpus.resolve("speaker_01/angry_00.wav");

    Process process =
        python(List.of("../docs/examples/onnx/listen.py", onnx.toString(), clip.toString()));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    Map<String, Double> answers = new TreeMap<>();
    said.lines()
        .map(line -> line.split(" "))
        .forEach(words -> answers.put(words[0], Double.parseDouble(words[1])));

    try (Backend backend = Backends.open("scalar", 1);
        Recognizer recognizer =
            new Recognizer(SerModel.load(run.resolve("model.safetensors")), backend)) {
      Map<String, Float> expected =
          recognizer.predict(List.of(clip), 1, _ -> {}).getFirst().scores();
      assertEquals(expected.keySet(), answers.keySet(), said);
      expected.forEach((label, p) -> assertEquals(p, answers.get(label), 1e-3, said));
    }
  }
}
