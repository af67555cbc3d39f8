package dev.tenor.ser.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import dev.tenor.ser.data.Batch;
import dev.tenor.ser.model.NetworkConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingLossTest {
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
      try (Pass pass = Pass.training(w.pool, Workshop.SEED, 0)) {
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
}
