package dev.tenor.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.nn.UnaryLayer;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples in the documentation stand here word for word, so that they compile and do what
/// they are for.
class DocExamplesTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final Path THIS = Path.of("src/test/java/dev/tenor/engine/DocExamplesTest.java");
  private static final String FENCE = "```";

  @TempDir Path folder;

  /// The code between the fences of `///` comments, a string each, without indentation.
  private static List<String> examples(Path source) throws IOException {
    List<String> examples = new ArrayList<>();
    StringBuilder example = null;
    for (String line : Files.readAllLines(source)) {
      String text = line.strip();
      String code = text.startsWith("///") ? text.substring(3).strip() : "";
      if (example != null && code.equals(FENCE)) {
        examples.add(example.toString());
        example = null;
      } else if (example != null) {
        example.append(code).append('\n');
      } else if (code.equals(FENCE + "java")) {
        example = new StringBuilder();
      }
    }
    return examples;
  }

  @Test
  void everyExampleIsHere() throws IOException {
    String here = String.join("\n", Files.readAllLines(THIS).stream().map(String::strip).toList());
    int count = 0;
    try (Stream<Path> files = Files.walk(MAIN)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        for (String example : examples(file)) {
          assertTrue(
              here.contains(example), file + " has an example that is not here:\n" + example);
          count++;
        }
      }
    }
    assertEquals(4, count);
  }

  private static float step(
      BufferPool pool, Linear network, ParameterSlab slab, Adam adam, int step) {
    float[] values = {1, 2, 3, -1, 0, 1};
    float[] classes = {0, 1};
    long seed = 1;
    double lr = 0.1;
    slab.zeroGrads();
    try (Pass pass = Pass.training(pool, seed, step)) {
      Tensor x = pass.constant(Shape.of(2, 3), values);
      Tensor labels = pass.constant(Shape.of(2), classes);
      Tensor loss = Losses.crossEntropy(pass, network.apply(pass, x), labels);
      pass.backward(loss);
      adam.step(lr);
      return pass.item(loss);
    }
  }

  static final class Mlp extends UnaryLayer {
    private final Linear first = child("first", new Linear(4, 16));
    private final Linear second = child("second", new Linear(16, 3));

    @Override
    protected Tensor forward(Pass pass, Tensor x) {
      return second.apply(pass, Ops.relu(pass, first.apply(pass, x)));
    }
  }

  @Test
  void aNetworkIsALayerOfLayers() {
    assertEquals(4 * 16 + 16 + 16 * 3 + 3, new Mlp().trainedCount());
  }

  @Test
  void aTrainingStepLowersTheLoss() {
    ScalarBackend backend = new ScalarBackend();
    BufferPool pool = new BufferPool(backend);
    Linear network = new Linear(3, 2);
    try (ParameterSlab slab = ParameterSlab.trainable(backend, network, 1);
        Adam adam = new Adam(slab, Adam.Config.of(0))) {
      float first = step(pool, network, slab, adam, 0);
      float second = step(pool, network, slab, adam, 1);
      assertTrue(second < first, first + " then " + second);
    }
  }

  @Test
  void aTensorIsReadAsItWasWritten() throws IOException {
    Path path = folder.resolve("x.safetensors");
    float[] w = {1, 2, 3, 4, 5, 6};
    new SafetensorsWriter().metadata("seed", "1").add("weight", new int[] {2, 3}, w).write(path);
    Safetensors file = Safetensors.read(path);
    float[] weight = file.floats("weight");
    assertArrayEquals(w, weight);
  }
}
