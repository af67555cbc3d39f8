package dev.tenor.engine.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.nn.BatchNorm;
import dev.tenor.engine.nn.Layer;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.ParameterSlab;
import org.junit.jupiter.api.Test;

class WeightAverageTest {
  private final ScalarBackend backend = new ScalarBackend();

  private ParameterSlab slab(Layer network) {
    return ParameterSlab.trainable(backend, network, 1);
  }

  private float[] read(Buffer buffer) {
    float[] values = new float[buffer.length()];
    backend.memory().download(values, 0, buffer, values.length);
    return values;
  }

  @Test
  void anAverageForgetsTheFirstWeightsFaster() {
    try (ParameterSlab slab = slab(new BatchNorm(1));
        WeightAverage average = new WeightAverage(slab, 0.2)) {
      backend.memory().fill(slab.values(), 3, 2); // weight was 1, bias 0
      backend.memory().fill(slab.state(), 5, 2); // mean was 0, variance 1
      average.update(); // decay 2/11
      float[] averaged = average.evaluate(() -> read(slab.values()));
      assertArrayEquals(new float[] {3 - 2 * 2 / 11f, 3 - 3 * 2 / 11f}, averaged, 1e-6f);
      assertArrayEquals(
          new float[] {5 - 5 * 2 / 11f, 5 - 4 * 2 / 11f},
          average.evaluate(() -> read(slab.state())),
          1e-6f);
      assertArrayEquals(new float[] {3, 3}, read(slab.values()));
      average.update(); // decay 0.2, less than 3/12
      averaged = average.evaluate(() -> read(slab.values()));
      assertEquals(3 - 2 * 2 / 11f * 0.2f, averaged[0], 1e-6f);
      assertThrows(
          IllegalStateException.class,
          () ->
              average.evaluate(() -> {
                throw new IllegalStateException("in between");
              }));
      assertArrayEquals(new float[] {3, 3}, read(slab.values()), "the weights are back");
      for (double bad : new double[] {0, 1, Double.NaN}) {
        assertThrows(IllegalArgumentException.class, () -> new WeightAverage(slab, bad));
      }
    }
  }

  @Test
  void aClosedAverageIsOfNoUse() {
    try (ParameterSlab slab = slab(new Linear(1, 1))) {
      WeightAverage average = new WeightAverage(slab, 0.9);
      average.close();
      average.close();
      assertThrows(IllegalStateException.class, average::update);
      assertThrows(IllegalStateException.class, () -> average.evaluate(() -> 1));
    }
  }

  @Test
  void anotherNetworkPredictsWithTheAverage() {
    try (ParameterSlab slab = slab(new BatchNorm(1));
        ParameterSlab mean = ParameterSlab.frozen(backend, new BatchNorm(1))) {
      mean.copyFrom(slab);
      WeightAverage average = WeightAverage.moving(slab, 0.25, mean);
      backend.memory().fill(slab.values(), 5, 2); // weight was 1, bias 0
      average.update(100); // long after the first steps
      assertArrayEquals(new float[] {4, 3.75f}, read(mean.values()));
      assertArrayEquals(new float[] {0, 1}, read(mean.state()));
      average.close();
      assertArrayEquals(new float[] {4, 3.75f}, read(mean.values()), "its memory is the network's");
    }
  }

  @Test
  void equalPartsAreTheMean() {
    try (ParameterSlab slab = slab(new BatchNorm(1));
        ParameterSlab mean = ParameterSlab.frozen(backend, new BatchNorm(1))) {
      mean.copyFrom(slab);
      WeightAverage average = WeightAverage.equal(slab, mean);
      for (float value : new float[] {3, 4, 11}) { // what was there first does not count
        backend.memory().fill(slab.values(), value, 2);
        backend.memory().fill(slab.state(), -value, 2);
        average.update();
      }
      assertArrayEquals(new float[] {6, 6}, read(mean.values()), 1e-6f);
      assertArrayEquals(new float[] {-6, -6}, read(mean.state()), 1e-6f);
    }
  }

  @Test
  void anAverageOfAnotherNetworkIsRefused() {
    try (ParameterSlab slab = slab(new BatchNorm(3));
        ParameterSlab other = slab(new BatchNorm(4))) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> WeightAverage.moving(slab, 0.5, other))
              .getMessage();
      assertEquals(
          "parameter slab: the other one is another network's, of 6 trained values, not 8",
          message);
    }
  }
}
