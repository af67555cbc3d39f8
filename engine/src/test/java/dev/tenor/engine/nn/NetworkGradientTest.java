package dev.tenor.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.CountingPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whole training steps of a network with a layer of every kind.
class NetworkGradientTest {
  private static final double STEP = 5e-3;

  private final Backend backend = new ScalarBackend();
  private final CountingPool pool = new CountingPool(backend);
  private SmallNetwork network = new SmallNetwork(0);
  private ParameterSlab slab = ParameterSlab.trainable(backend, network, 11);

  @AfterEach
  void everyBufferIsBackInThePool() {
    assertEquals(0, pool.out());
  }

  private void useDropout(double p) {
    slab.close();
    network = new SmallNetwork(p);
    slab = ParameterSlab.trainable(backend, network, 11);
  }

  private float[] read(Buffer buffer) {
    float[] values = new float[buffer.length()];
    backend.memory().download(values, 0, buffer, values.length);
    return values;
  }

  /// A seeded loss that is not the same for all logits of an example: logits · weights.
  private double loss(float[] start, float[] direction, double step) {
    float[] moved = start.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (step * direction[i]);
    }
    backend.memory().upload(slab.values(), moved, 0, moved.length);
    try (Pass pass = Pass.training(pool, 5, 1)) {
      float[] logits = pass.read(network.apply(pass, SmallNetwork.input(pass)));
      float[] weights = SmallNetwork.normal("weights", logits.length);
      return IntStream.range(0, logits.length)
          .mapToDouble(i -> (double) logits[i] * weights[i])
          .sum();
    }
  }

  private double slope(float[] start, float[] direction) {
    return (8 * (loss(start, direction, STEP) - loss(start, direction, -STEP))
            - (loss(start, direction, 2 * STEP) - loss(start, direction, -2 * STEP)))
        / (12 * STEP);
  }

  @Test
  void everyParametersGradientIsTheSlopeOfTheLoss() {
    float[] start = read(slab.values());
    try (Pass pass = Pass.training(pool, 5, 1)) {
      Tensor logits = network.apply(pass, SmallNetwork.input(pass));
      int n = logits.shape().numel();
      pass.backward(logits, SmallNetwork.normal("weights", n));
    }
    float[] grads = read(slab.grads());
    int offset = 0;
    for (Map.Entry<String, Parameter> entry : slab.parameters().entrySet()) {
      if (entry.getValue().trained()) {
        int n = entry.getValue().shape().numel();
        for (int d = 0; d < 2; d++) {
          float[] direction = new float[start.length];
          System.arraycopy(unit(entry.getKey() + d, n), 0, direction, offset, n);
          compare(entry.getKey(), start, direction, grads);
        }
        offset += n;
      }
    }
    assertEquals(start.length, offset);
  }

  private static float[] unit(String name, int n) {
    float[] direction = SmallNetwork.normal(name, n);
    double norm =
        Math.sqrt(IntStream.range(0, n).mapToDouble(i -> direction[i] * direction[i]).sum());
    for (int i = 0; i < n; i++) {
      direction[i] /= (float) norm;
    }
    return direction;
  }

  private void compare(String name, float[] start, float[] direction, float[] grads) {
    double analytic = 0;
    double norm = 0;
    for (int i = 0; i < grads.length; i++) {
      analytic += (double) grads[i] * direction[i];
      norm += direction[i] == 0 ? 0 : (double) grads[i] * grads[i];
    }
    double numeric = slope(start, direction);
    // The logits are rounded to 2^-24 of their size, which the step turns into about 1e-4.
    double bound = 1e-3 * Math.sqrt(norm) + 5e-4;
    assertTrue(
        Math.abs(numeric - analytic) <= bound,
        name + ": numeric " + numeric + ", analytic " + analytic + ", bound " + bound);
  }

  @Test
  void aStepRepeatsItselfAndAllocatesNothingFromTheSecondOn() {
    useDropout(0.3);
    float loss = network.backward(pool, 4);
    float[] grads = read(slab.grads());
    long misses = pool.misses();
    for (int i = 0; i < 3; i++) {
      slab.zeroGrads();
      assertEquals(loss, network.backward(pool, 4));
      assertArrayEquals(grads, read(slab.grads()));
    }
    assertEquals(misses, pool.misses());
  }

  @Test
  void anotherStepDropsOtherElements() {
    useDropout(0.3);
    assertTrue(network.backward(pool, 4) != network.backward(pool, 5));
  }

  @Test
  void inferenceIsTheSameForAnUtteranceAloneAndInABatch() {
    useDropout(0.3);
    network.backward(pool, 1); // moves the running statistics
    try (Pass pass = Pass.inference(pool)) {
      Tensor x = SmallNetwork.input(pass);
      float[] together = pass.read(network.apply(pass, x));
      for (int b = 0; b < SmallNetwork.BATCH; b++) {
        Tensor alone = network.apply(pass, Ops.narrow(pass, x, 0, b, 1));
        assertEquals(Shape.of(1, SmallNetwork.CLASSES), alone.shape());
        float[] logits = pass.read(alone);
        for (int k = 0; k < logits.length; k++) {
          assertEquals(together[b * logits.length + k], logits[k]);
        }
      }
    }
  }

  @Test
  void gradientsOfSeveralPassesAddUp() {
    network.backward(pool, 1);
    float[] once = read(slab.grads());
    network.backward(pool, 1);
    float[] twice = read(slab.grads());
    for (int i = 0; i < once.length; i++) {
      assertEquals(2 * once[i], twice[i], 1e-5 * Math.abs(once[i]) + 1e-6);
    }
    slab.zeroGrads();
    assertArrayEquals(new float[once.length], read(slab.grads()));
  }
}
