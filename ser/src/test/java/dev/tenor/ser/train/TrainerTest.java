package dev.tenor.ser.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.data.Batch;
import dev.tenor.ser.data.Example;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One step and one epoch of training against updates computed by hand.
class TrainerTest {
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
      int[] order = RandomStream.of(Workshop.SEED, "shuffle epoch 1").permutation(4);
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
