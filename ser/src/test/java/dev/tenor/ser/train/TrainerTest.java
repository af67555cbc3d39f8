package dev.tenor.ser.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.nn.Parameter;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.data.Batch;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.SerNetwork;
import dev.tenor.ser.run.SerConfig;
import dev.tenor.ser.run.TinyRuns;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One step and one epoch of training against updates computed by hand.
class TrainerTest {
  private static final long SEED = 3;

  /// A trainer of a tiny network, and what belongs to it.
  private static final class Workshop implements AutoCloseable {
    final SerNetwork network;
    final Backend backend;
    final BufferPool pool;
    final ParameterSlab slab;
    final Adam adam;
    final Trainer trainer;
    final Augmentation augmentation;

    Workshop(String backendName, Map<String, ?> training) {
      SerConfig config =
          TinyRuns.spec(Path.of("unused"), backendName, 3)
              .config()
              .with(Map.of(), Map.of(), training);
      network = new SerNetwork(config.network());
      backend = Backends.open(backendName, 2);
      pool = new BufferPool(backend);
      slab = ParameterSlab.trainable(backend, network, SEED);
      adam = new Adam(slab, config.training().adam());
      trainer = new Trainer(network, slab, adam, pool, config.training(), SEED);
      int mels = config.network().mels();
      double[] ones = new double[mels];
      Arrays.fill(ones, 1);
      Standardizer standardizer = new Standardizer(new double[mels], ones);
      augmentation = new Augmentation(AugmentConfig.NONE, config.features(), standardizer, SEED);
    }

    /// All trained values, one after the other.
    float[] values() {
      return trained(false);
    }

    /// The gradients of [#values].
    float[] grads() {
      return trained(true);
    }

    private float[] trained(boolean grads) {
      float[] all = new float[slab.values().length()];
      int at = 0;
      try (Pass pass = Pass.inference(pool)) {
        for (Parameter p : slab.parameters().values()) {
          if (p.trained()) {
            float[] one = grads ? pass.grad(p.tensor()) : slab.read(p);
            System.arraycopy(one, 0, all, at, one.length);
            at += one.length;
          }
        }
      }
      assertEquals(all.length, at);
      return all;
    }

    /// The gradients of the first step's loss, computed without the trainer.
    float[] gradientsOf(Batch batch) {
      NetworkConfig c = network.config();
      try (Pass pass = Pass.training(pool, SEED, 0)) {
        Tensor x = pass.constant(Shape.of(batch.size(), c.frames(), c.mels()), batch.features());
        Tensor labels = pass.constant(Shape.of(batch.size()), batch.labels());
        slab.zeroGrads();
        pass.backward(Losses.crossEntropy(pass, network.apply(pass, x), labels));
      }
      return grads();
    }

    /// What an epoch of this seed draws.
    int[] trainerOrder(String sampling, List<Example> examples) {
      return Sampling.valueOf(sampling.toUpperCase(Locale.ROOT))
          .order(examples, CorpusShares.NONE, RandomStream.of(SEED, "shuffle epoch 1"));
    }

    Example example(int label) {
      NetworkConfig c = network.config();
      float[] features = new float[c.frames() * c.mels()];
      Random random = new Random(label);
      for (int i = 0; i < features.length; i++) {
        features[i] = (float) random.nextGaussian();
      }
      return new Example(null, features, label);
    }

    @Override
    public void close() {
      adam.close();
      slab.close();
      pool.close();
      backend.close();
    }
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  /// Adam's first step, m = (1 − β₁)·g and v = (1 − β₂)·g² with their bias corrected, is lr·g /
  /// (|g| + eps). An eps of 1 keeps it from hiding the gradient's length.
  private static float[] afterOneStep(float[] values, float[] grads, double lr, double scale) {
    float[] after = new float[values.length];
    for (int i = 0; i < after.length; i++) {
      double g = scale * grads[i];
      after[i] = (float) (values[i] - lr * g / (Math.abs(g) + 1));
    }
    return after;
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "simd"})
  void aStepFollowsTheClippedGradient(String backend) {
    double lr = 0.25;
    double limit = 0.01;
    Map<String, ?> training = Map.of("clipNorm", limit, "eps", 1, "weightDecay", 0);
    try (Workshop w = new Workshop(backend, training)) {
      Batch batch = Batch.of(List.of(w.example(0), w.example(1), w.example(3)));
      float[] before = w.values();
      float[] gradients = w.gradientsOf(batch);
      assertTrue(norm(gradients) > 10 * limit, "there is something to clip");
      w.trainer.step(batch, lr);
      assertEquals(limit, norm(w.grads()), 1e-6 * limit);
      float[] expected = afterOneStep(before, gradients, lr, limit / norm(gradients));
      assertArrayEquals(expected, w.values(), 1e-6f);
      float[] unclipped = afterOneStep(before, gradients, lr, 1);
      assertTrue(largestDifference(unclipped, w.values()) > 1e-3, "clipping makes a difference");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e6})
  void aGradientWithinTheLimitIsLeftAsItIs(double limit) {
    Map<String, ?> training = Map.of("clipNorm", limit, "eps", 1, "weightDecay", 0);
    try (Workshop w = new Workshop("simd", training)) {
      Batch batch = Batch.of(List.of(w.example(2), w.example(1)));
      float[] before = w.values();
      float[] gradients = w.gradientsOf(batch);
      w.trainer.step(batch, 0.25);
      assertArrayEquals(gradients, w.grads());
      assertArrayEquals(afterOneStep(before, gradients, 0.25, 1), w.values(), 1e-6f);
    }
  }

  private static double largestDifference(float[] a, float[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
    }
    return largest;
  }

  /// Three epochs of two steps. All examples are the same one, so that their order says nothing.
  @ParameterizedTest
  @CsvSource({
    "CONSTANT,     0.008, 0.008, 0.008, 0.008, 0.008, 0.008",
    "COSINE,       0.008, 0.008, 0.006, 0.006, 0.002, 0.002",
    "STEP,         0.008, 0.008, 0.008, 0.008, 0.002, 0.002",
    "INVERSE_TIME, 0.008, 0.004, 0.0026666666666666666, 0.002, 0.0016, 0.0013333333333333333"
  })
  void everyScheduleGivesTheRatesOfItsFormula(
      String schedule, double r1, double r2, double r3, double r4, double r5, double r6) {
    Map<String, ?> training =
        Map.of(
            "schedule",
            schedule,
            "lr",
            0.008,
            "batch",
            2,
            "lrStep",
            2,
            "lrGamma",
            0.25,
            "lrDecay",
            1);
    double[] rates = {r1, r2, r3, r4, r5, r6};
    try (Workshop w = new Workshop("simd", training);
        Workshop byHand = new Workshop("simd", Map.of())) {
      List<Example> examples = Collections.nCopies(4, w.example(1));
      float[] start = byHand.values();
      for (int epoch = 1; epoch <= 3; epoch++) {
        Trainer.Result result =
            w.trainer.epoch(epoch, examples, w.augmentation, TrainListener.NONE);
        assertEquals(rates[2 * epoch - 1], result.lr(), 1e-15, "the epoch's last rate");
        for (int step = 2 * epoch - 2; step < 2 * epoch; step++) {
          byHand.trainer.step(Batch.of(examples.subList(0, 2)), rates[step]);
        }
        assertArrayEquals(byHand.values(), w.values(), 1e-7f, "after epoch " + epoch);
      }
      assertFalse(Arrays.equals(start, w.values()));
    }
  }

  /// The same steps by hand, in the order that the seed gives.
  @Test
  void anEpochVisitsEveryExampleOnceAndReportsItsMeans() {
    try (Workshop w = new Workshop("simd", Map.of("batch", 3));
        Workshop byHand = new Workshop("simd", Map.of("batch", 3))) {
      List<Example> examples = List.of(w.example(0), w.example(1), w.example(2), w.example(3));
      double[] losses = new double[2];
      Trainer.Result result =
          w.trainer.epoch(
              1,
              examples,
              w.augmentation,
              event -> {
                TrainEvent.Step step = (TrainEvent.Step) event;
                losses[step.step() - 1] = step.loss();
              });
      int[] order = RandomStream.of(SEED, "shuffle epoch 1").permutation(4);
      List<Example> drawn = Arrays.stream(order).mapToObj(examples::get).toList();
      Trainer.Step first = byHand.trainer.step(Batch.of(drawn.subList(0, 3)), 3e-3);
      Trainer.Step second = byHand.trainer.step(Batch.of(drawn.subList(3, 4)), 3e-3);
      assertEquals(3e-3, result.lr());
      assertArrayEquals(new double[] {first.loss(), second.loss()}, losses);
      assertArrayEquals(byHand.values(), w.values());
      assertEquals((3 * losses[0] + losses[1]) / 4, result.loss(), 1e-12);
      assertEquals((first.right() + second.right()) / 4.0, result.wa(), 1e-12);
    }
  }

  /// Which utterances an epoch takes is the sampling's business: four of one class and one of the
  /// other are drawn as two and three, or three and two.
  @Test
  void anEpochTakesWhatTheSamplingDraws() {
    for (String sampling : List.of("shuffled", "balanced")) {
      try (Workshop w = new Workshop("simd", Map.of("batch", 1, "sampling", sampling))) {
        Example rare = w.example(3);
        List<Example> examples =
            List.of(rare, w.example(0), w.example(0), w.example(0), w.example(0));
        int[] drawn = w.trainerOrder(sampling, examples);
        int rareOnes = (int) Arrays.stream(drawn).filter(i -> i == 0).count();
        assertTrue(sampling.equals("shuffled") ? rareOnes == 1 : rareOnes >= 2, sampling);
        w.trainer.epoch(1, examples, w.augmentation, TrainListener.NONE);
        float[] taken = w.values();
        try (Workshop byHand = new Workshop("simd", Map.of("batch", 1))) {
          for (int i : drawn) {
            byHand.trainer.step(Batch.of(List.of(examples.get(i))), 3e-3);
          }
          assertArrayEquals(byHand.values(), taken, sampling);
        }
      }
    }
  }

  @Test
  void targetsThatAreLabelsGiveTheLossOfLabels() {
    try (Workshop hard = new Workshop("scalar", Map.of());
        Workshop soft = new Workshop("scalar", Map.of())) {
      Batch labels = Batch.of(List.of(hard.example(0), hard.example(3)));
      float[] oneHot = {1, 0, 0, 0, 0, 0, 0, 1};
      Batch targets = new Batch(labels.features(), labels.labels(), oneHot);
      double expected = hard.trainer.step(labels, 3e-3).loss();
      assertEquals(expected, soft.trainer.step(targets, 3e-3).loss(), 1e-5);
      assertArrayEquals(hard.grads(), soft.grads(), 1e-5f);
    }
  }

  /// (1 − p)^γ·log p of the label's class, against its own arithmetic.
  @Test
  void theFocalLossWeighsWhatIsKnownLess() {
    try (Workshop w = new Workshop("scalar", Map.of("focal", 2))) {
      Batch batch = Batch.of(List.of(w.example(0), w.example(3)));
      float[] logits;
      try (Pass pass = Pass.training(w.pool, SEED, 0)) {
        NetworkConfig c = w.network.config();
        Tensor x = pass.constant(Shape.of(2, c.frames(), c.mels()), batch.features());
        logits = pass.read(w.network.apply(pass, x));
      }
      double expected = 0;
      for (int i = 0; i < 2; i++) {
        double sum = 0;
        for (int k = 0; k < 4; k++) {
          sum += Math.exp(logits[4 * i + k]);
        }
        double p = Math.exp(logits[4 * i + 3 * i]) / sum;
        expected -= (1 - p) * (1 - p) * Math.log(p) / 2;
      }
      Batch targets =
          new Batch(batch.features(), batch.labels(), new float[] {1, 0, 0, 0, 0, 0, 0, 1});
      assertEquals(expected, w.trainer.step(targets, 3e-3).loss(), 1e-5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "simd"})
  void aFrozenStageComputesAsItPredictsAndStays(String backendName) {
    NetworkConfig c = TinyRuns.spec(Path.of("unused"), backendName, 3).config().network();
    TrainConfig training =
        Json.with(TrainConfig.paper(), Map.of("freeze", "extraction", "optimizer", "adamw"));
    try (Backend backend = Backends.open(backendName, 1);
        TrainState state = new TrainState(backend, c, training, SEED)) {
      Map<String, float[]> before = new LinkedHashMap<>();
      ParameterSlab slab = state.slab();
      slab.parameters().forEach((name, p) -> before.put(name, slab.read(p)));
      float[] features = new float[2 * c.frames() * c.mels()];
      for (int i = 0; i < features.length; i++) {
        features[i] = (float) Math.sin(i);
      }
      float[] extracted;
      try (Pass pass = Pass.inference(state.pool())) {
        Tensor x = pass.constant(Shape.of(2, c.frames(), c.mels()), features);
        extracted = pass.read(((SerNetwork) state.judgedNetwork()).stages(pass, x).extracted());
      }
      try (Pass pass = Pass.training(state.pool(), SEED, 0)) {
        Tensor x = pass.constant(Shape.of(2, c.frames(), c.mels()), features);
        assertArrayEquals(
            extracted, pass.read(((SerNetwork) state.judgedNetwork()).stages(pass, x).extracted()));
      }
      Trainer trainer = state.trainer(training, SEED);
      trainer.step(new Batch(features, new float[] {0, 1}), 1e-2);
      slab.parameters()
          .forEach((name, p) -> {
            boolean same = Arrays.equals(before.get(name), slab.read(p));
            assertEquals(name.startsWith("extraction."), same, name);
          });
    }
  }

  @Test
  void theMovingAverageIsThatOfTheWeights() {
    try (Workshop w = new Workshop("simd", Map.of("averaging", 0.5))) {
      SerNetwork copy = new SerNetwork(w.network.config());
      try (ParameterSlab average = ParameterSlab.frozen(w.backend, copy)) {
        average.copyFrom(w.slab);
        w.trainer.average(average);
        float[] mean = w.values();
        Batch batch = Batch.of(List.of(w.example(0), w.example(3)));
        for (int step = 1; step <= 8; step++) {
          w.trainer.step(batch, 3e-3);
          float decay = (float) Math.min(0.5, (1.0 + step) / (10 + step));
          float[] now = w.values();
          for (int i = 0; i < mean.length; i++) {
            mean[i] = decay * mean[i] + (1 - decay) * now[i];
          }
        }
        float[] kept = new float[mean.length];
        int at = 0;
        for (Parameter p : average.parameters().values()) {
          if (p.trained()) {
            float[] one = average.read(p);
            System.arraycopy(one, 0, kept, at, one.length);
            at += one.length;
          }
        }
        assertArrayEquals(mean, kept, 1e-6f);
      }
    }
  }

  @Test
  void aLossThatIsNoNumberEndsTraining() {
    try (Workshop w = new Workshop("simd", Map.of())) {
      Example broken = w.example(1);
      broken.features()[5] = Float.NaN;
      assertThrows(
          TrainingFailedException.class,
          () -> w.trainer.epoch(1, List.of(broken), w.augmentation, TrainListener.NONE));
    }
  }
}
