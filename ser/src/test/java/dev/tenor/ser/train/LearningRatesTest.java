package dev.tenor.ser.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tenor.ser.data.Batch;
import dev.tenor.ser.data.Example;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRatesTest {
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
}
