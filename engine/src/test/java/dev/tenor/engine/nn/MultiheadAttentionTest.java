package dev.tenor.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.ops.AttentionMask;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Nmse;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MultiheadAttentionTest {
  private static final int B = 2;
  private static final int T = 4;
  private static final int E = 6;
  private static final float HIDDEN = Float.NEGATIVE_INFINITY;

  private final Backend backend = new ScalarBackend();
  private final BufferPool pool = new BufferPool(backend);
  private final MultiheadAttention layer = new MultiheadAttention(E, 3);
  private final ParameterSlab slab = ParameterSlab.trainable(backend, layer, 1);
  private final float[] values = SmallNetwork.normal("attention", B * T * E);

  private Tensor input(Pass pass, float[] from) {
    return pass.constant(Shape.of(B, T, E), from);
  }

  private float[] masked(float[] x, Shape shape, float[] mask) {
    try (Pass pass = Pass.inference(pool)) {
      return pass.read(
          layer.apply(pass, input(pass, x), AttentionMask.scores(pass.constant(shape, mask))));
    }
  }

  @Test
  void selfAttentionIsCrossAttentionToItself() {
    float[][] outputs = new float[2][];
    float[][] grads = new float[2][];
    for (int i = 0; i < 2; i++) {
      slab.zeroGrads();
      try (Pass pass = Pass.recording(pool)) {
        Tensor x = input(pass, values);
        Tensor y = i == 0 ? layer.apply(pass, x) : layer.apply(pass, x, x, x, AttentionMask.NONE);
        outputs[i] = pass.read(y);
        pass.backward(y, SmallNetwork.normal("dy", values.length));
        grads[i] = new float[slab.grads().length()];
        backend.memory().download(grads[i], 0, slab.grads(), grads[i].length);
      }
    }
    assertTrue(Nmse.of(outputs[1], outputs[0]) < 1e-12);
    assertTrue(Nmse.of(grads[1], grads[0]) < 1e-12);
  }

  @Test
  void crossAttentionTakesItsLengthFromTheQuery() {
    try (Pass pass = Pass.inference(pool)) {
      Tensor query = pass.constant(Shape.of(B, 2, E), Arrays.copyOf(values, B * 2 * E));
      Tensor memory = input(pass, values);
      Tensor y = layer.apply(pass, query, memory, memory, AttentionMask.NONE);
      assertEquals(Shape.of(B, 2, E), y.shape());
    }
  }

  @Test
  void anObserverSeesTheWeightsThatMakeTheOutput() {
    Map<String, float[]> seen = new LinkedHashMap<>();
    float[] y;
    try (Pass pass = Pass.inference(pool).observed((path, v) -> seen.put(path, host(v)))) {
      y = pass.read(layer.apply(pass, input(pass, values)));
    }
    assertEquals(List.of("weights", "out_proj"), List.copyOf(seen.keySet()));
    float[] weights = seen.get("weights"); // [B,H,T,T]
    float[] in = weight("in_proj_weight");
    float[] joined = new float[B * T * E];
    for (int b = 0; b < B; b++) {
      for (int t = 0; t < T; t++) {
        for (int e = 0; e < E; e++) {
          double sum = 0;
          double all = 0;
          for (int key = 0; key < T; key++) {
            float w = weights[((b * 3 + e / 2) * T + t) * T + key];
            double v = 0;
            for (int i = 0; i < E; i++) {
              v += in[(2 * E + e) * E + i] * values[(b * T + key) * E + i];
            }
            sum += w * v;
            all += w;
          }
          assertEquals(1, all, 1e-6);
          joined[(b * T + t) * E + e] = (float) sum;
        }
      }
    }
    try (Pass pass = Pass.inference(pool)) {
      Tensor weight = slab.parameters().get("out_proj.weight").tensor();
      Tensor bias = slab.parameters().get("out_proj.bias").tensor();
      Tensor out = Ops.linear(pass, input(pass, joined), weight, bias);
      assertTrue(Nmse.of(pass.read(out), y) < 1e-10);
    }
  }

  private float[] host(Tensor value) {
    float[] copy = new float[value.shape().numel()];
    backend.memory().download(copy, 0, value.buffer(), copy.length);
    return copy;
  }

  private float[] weight(String name) {
    return host(slab.parameters().get(name).tensor());
  }

  @Test
  void aHiddenKeyChangesNothing() {
    float[] mask = new float[T * T];
    for (int query = 0; query < T; query++) {
      mask[query * T + 2] = HIDDEN;
    }
    float[] changed = values.clone();
    Arrays.fill(changed, 2 * E, 3 * E, 50);
    float[] before = masked(values, Shape.of(T, T), mask);
    float[] after = masked(changed, Shape.of(T, T), mask);
    Arrays.fill(before, 2 * E, 3 * E, 0); // the output of step 2 itself changes with its query
    Arrays.fill(after, 2 * E, 3 * E, 0);
    assertArrayEquals(before, after);
    assertNotEquals(
        masked(values, Shape.of(T, T), new float[T * T])[0],
        masked(changed, Shape.of(T, T), new float[T * T])[0]);
  }

  @Test
  void aMaskForEachUtteranceIsThatUtterancesOwn() {
    float[] mask = new float[B * T * T];
    for (int query = 0; query < T; query++) {
      mask[T * T + query * T] = HIDDEN; // utterance 1 does not see step 0
    }
    float[] free = masked(values, Shape.of(T, T), new float[T * T]);
    float[] y = masked(values, Shape.of(B, T, T), mask);
    for (int i = 0; i < T * E; i++) {
      assertEquals(free[i], y[i]);
      assertNotEquals(free[T * E + i], y[T * E + i]);
    }
  }

  @Test
  void aQueryThatSeesNothingGetsTheOutputBias() {
    float[] mask = new float[T * T];
    Arrays.fill(mask, 0, T, HIDDEN);
    Parameter bias = slab.parameters().get("out_proj.bias");
    backend.memory().fill(bias.tensor().buffer(), 0.25f, E);
    float[] y = masked(values, Shape.of(T, T), mask);
    for (int c = 0; c < E; c++) {
      assertEquals(0.25f, y[c]);
      assertTrue(Float.isFinite(y[E + c]));
    }
  }

  @Test
  void oneTokenIsItsValueProjected() {
    try (Pass pass = Pass.recording(pool)) {
      float[] one = Arrays.copyOf(values, E);
      Tensor y = layer.apply(pass, pass.constant(Shape.of(1, 1, E), one));
      pass.backward(y, SmallNetwork.normal("dy", E));
      float[] grad = pass.grad(slab.parameters().get("in_proj_weight").tensor());
      for (int i = 0; i < grad.length; i++) {
        // softmax over one key is 1: queries and keys get no gradient
        assertEquals(i >= 2 * E * E, grad[i] != 0, "at " + i);
      }
    }
  }
}
