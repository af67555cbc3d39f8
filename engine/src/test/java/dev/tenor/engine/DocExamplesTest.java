package dev.tenor.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.GradientCheck;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.data.MiniBatch;
import dev.tenor.engine.data.MiniBatches;
import dev.tenor.engine.export.OnnxExport;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.engine.nn.Activation;
import dev.tenor.engine.nn.Conv2d;
import dev.tenor.engine.nn.Flatten;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.nn.Sequential;
import dev.tenor.engine.nn.UnaryLayer;
import dev.tenor.engine.ops.ConvSettings;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Reductions;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.optim.Checkpoint;
import dev.tenor.engine.optim.Optimizer;
import dev.tenor.engine.optim.ParameterGroups;
import dev.tenor.engine.optim.ReduceOnPlateau;
import dev.tenor.engine.optim.WeightAverage;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
    assertTrue(count >= 10, count + " examples");
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

  private static float[] xor(Path path, float[] inputs, float[] targets) throws IOException {
    try (Session session = Session.open()) {
      Sequential network =
          session.trainable(
              new Sequential(new Linear(2, 16), Activation.tanh(), new Linear(16, 1)));
      Optimizer adam = session.optimizer(network, Adam.Config.of(0));
      for (int i = 0; i < 300; i++) {
        session.step(
            adam,
            1e-2,
            pass -> {
              Tensor y = network.apply(pass, pass.constant(Shape.of(4, 2), inputs));
              Tensor wrong = Ops.subtract(pass, y, pass.constant(Shape.of(4, 1), targets));
              return Reductions.mean(pass, Ops.multiply(pass, wrong, wrong), 0);
            });
      }
      session.save(network, path);
      return session.predict(pass -> network.apply(pass, pass.constant(Shape.of(4, 2), inputs)));
    }
  }

  @Test
  void aSessionLearnsXor() throws IOException {
    float[] targets = {0, 1, 1, 0};
    Path path = folder.resolve("xor.safetensors");
    float[] outputs = xor(path, new float[] {0, 0, 0, 1, 1, 0, 1, 1}, targets);
    assertArrayEquals(targets, outputs, 0.3f);
    assertArrayEquals(new int[] {16, 2}, Safetensors.read(path).shape("0.weight"));
  }

  @Test
  void networksInARowHaveNames() {
    Sequential network =
        new Sequential(
            new Conv2d(1, 8, 3, 1, 1),
            Activation.relu(),
            new Flatten(),
            new Linear(8 * 28 * 28, 10));
    Sequential named =
        new Sequential().add("hidden", new Linear(4, 8)).add("out", new Linear(8, 3));
    assertEquals(8 * 9 + 8 + 8 * 28 * 28 * 10 + 10, network.trainedCount());
    List<String> names = new ArrayList<>();
    named.forEachParameter((name, p) -> names.add(name));
    assertEquals(List.of("hidden.weight", "hidden.bias", "out.weight", "out.bias"), names);
  }

  @Test
  void convolutionsHaveSettings() {
    new Conv2d(3, 16, 3, 1, 1); // kernel 3, stride 1, padding 1
    new Conv2d(16, 16, 3, ConvSettings.of(2, 1).groups(16)); // depthwise
    assertEquals(
        16 * 9 + 16, new Conv2d(16, 16, 3, ConvSettings.of(2, 1).groups(16)).trainedCount());
  }

  @Test
  void aNetworkIsExported() throws IOException {
    Path file = folder.resolve("network.onnx");
    Sequential network = new Sequential(new Flatten(), new Linear(28 * 28, 10));
    try (ParameterSlab slab = ParameterSlab.trainable(new ScalarBackend(), network, 1)) {
      new OnnxExport(slab)
          .input("image", Shape.of(1, 28, 28, 1)) // the batch is free
          .write(file, (pass, in) -> Map.of("logits", network.apply(pass, in.getFirst())));
    }
    assertTrue(Files.size(file) > 4 * 28 * 28 * 10);
  }

  private static double accuracy(Sequential network) {
    return network.trainedCount();
  }

  @Test
  void trainingIsKeptAndAveragedAndGrouped() throws IOException {
    ScalarBackend backend = new ScalarBackend();
    Path path = folder.resolve("checkpoint.safetensors");
    ParameterGroups groups =
        ParameterGroups.all()
            .noDecayOfBiasesAndNorms()
            .lr(name -> name.startsWith("encoder."), 0.1)
            .frozen(name -> name.startsWith("embedding."));
    Sequential network =
        new Sequential().add("embedding", new Linear(1, 1)).add("encoder", new Linear(1, 1));
    try (ParameterSlab slab = ParameterSlab.trainable(backend, network, 1);
        Adam adam = new Adam(slab, Adam.Config.of(0), groups)) {
      Checkpoint checkpoint = new Checkpoint().with("network", slab).with("optimizer", adam);
      checkpoint.save(path, Map.of("epoch", "3"));
      int epoch = Integer.parseInt(checkpoint.load(path).get("epoch"));
      assertEquals(3, epoch);
      WeightAverage average = new WeightAverage(slab, 0.999);
      average.update();
      double accuracy = average.evaluate(() -> accuracy(network));
      assertEquals(4, accuracy);
      average.close();
    }
  }

  private static float trained(int epochs, float[] images, float[] labels, long seed) {
    try (Session session = Session.open("scalar", 1).seed(seed)) {
      Sequential network = session.trainable(new Sequential(new Flatten(), new Linear(28 * 28, 2)));
      Optimizer adam = session.optimizer(network, Adam.Config.of(0));
      for (int epoch = 0; epoch < epochs; epoch++) {
        MiniBatches batches =
            new MiniBatches(64).rows(images, 28, 28, 1).rows(labels).shuffled(seed);
        for (MiniBatch batch : batches.epoch(epoch)) {
          session.step(
              adam,
              1e-3,
              pass ->
                  Losses.crossEntropy(
                      pass, network.apply(pass, batch.get(pass, 0)), batch.get(pass, 1)));
        }
      }
      return session
          .predict(pass ->
              network.apply(pass, pass.constant(Shape.of(1, 28, 28, 1), new float[28 * 28])))[0];
    }
  }

  @Test
  void batchesTrain() {
    float[] images = new float[100 * 28 * 28];
    float[] labels = new float[100];
    Arrays.fill(labels, 0, 50, 1);
    Arrays.fill(images, 0, 50 * 28 * 28, 1);
    assertTrue(Float.isFinite(trained(2, images, labels, 3)));
  }

  @Test
  void productsHaveTheRightGradients() {
    BufferPool pool = new BufferPool(new ScalarBackend());
    GradientCheck.of(
            pool, (pass, in) -> Ops.matmul(pass, in[0], in[1]), Shape.of(3, 4), Shape.of(4, 2))
        .require();
  }

  @Test
  void aPlateauLowersTheLearningRate() {
    double lr = 0.1;
    try (ParameterSlab slab = ParameterSlab.trainable(new ScalarBackend(), new Linear(1, 1), 1);
        Optimizer optimizer = new Adam(slab, Adam.Config.of(0))) {
      double validationLoss = 1;
      ReduceOnPlateau schedule = new ReduceOnPlateau(0.1, 10);
      schedule.observe(validationLoss); // after every epoch
      optimizer.step(lr * schedule.factor());
      assertEquals(1, optimizer.steps());
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
