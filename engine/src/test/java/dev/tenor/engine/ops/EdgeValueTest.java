package dev.tenor.engine.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.NumberException;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// NaN, infinities, equal elements, no elements and wrong numbers, by hand.
class EdgeValueTest {
  private static final float INF = Float.POSITIVE_INFINITY;
  private static final float NAN = Float.NaN;

  private final Pass pass = Pass.recording(new BufferPool(new ScalarBackend()));

  private Tensor row(float... values) {
    return pass.constant(Shape.of(values.length), values);
  }

  private void gives(Tensor actual, float... expected) {
    assertArrayEquals(expected, pass.read(actual));
  }

  private static void fails(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void endsOfDomains() {
    gives(Ops.log(pass, row(0, -0f, -1, INF, NAN)), -INF, -INF, NAN, INF, NAN);
    gives(Ops.sqrt(pass, row(-0f, -1, INF, NAN)), -0f, NAN, INF, NAN);
    gives(Ops.rsqrt(pass, row(0, INF, -1)), INF, 0, NAN);
    gives(Ops.reciprocal(pass, row(0, -0f, INF)), INF, -INF, 0);
    gives(Ops.softplus(pass, row(-INF, INF, 1000, NAN)), 0, INF, 1000, NAN);
    gives(Ops.clamp(pass, row(NAN, INF, -INF), -2, 3), NAN, 3, -2);
    gives(Ops.pow(pass, row(0, -8, -2, 1), row(0, 1 / 3f, 3, NAN)), 1, NAN, -8, 1);
    gives(Ops.maximum(pass, row(NAN, 1), row(1, NAN)), NAN, NAN);
  }

  @Test
  void masksAreConstants() {
    Tensor x = pass.variable(Shape.of(3), new float[] {1, NAN, 3});
    Tensor mask = Masks.greaterEqual(pass, x, row(2));
    assertFalse(mask.requiresGrad());
    gives(mask, 0, 0, 1);
    gives(Masks.notEqual(pass, x, x), 0, 1, 0);
    Tensor chosen = Masks.where(pass, mask, x, row(-1));
    gives(chosen, -1, -1, 3);
    pass.backward(chosen, new float[] {5, 6, 7});
    assertArrayEquals(new float[] {0, 0, 7}, pass.grad(x));
    assertFalse(Ops.detach(pass, x).requiresGrad());
  }

  @Test
  void extremesTakeTheFirst() {
    Tensor x = pass.variable(Shape.of(2, 3), new float[] {1, 4, 4, 4, 2, 4});
    gives(Reductions.argmax(pass, x, 1), 1, 0);
    gives(Reductions.argmin(pass, row(2, NAN, 1, NAN), 0), 1);
    Tensor max = Reductions.max(pass, x);
    gives(max, 4);
    pass.backward(max);
    assertArrayEquals(new float[] {0, 1, 0, 0, 0, 0}, pass.grad(x));
  }

  @Test
  void aNormOfZerosHasNoGradient() {
    Tensor x = pass.variable(Shape.of(2, 2), new float[] {0, 0, 3, 4});
    Tensor norm = Reductions.norm(pass, x, true, 1);
    gives(norm, 0, 5);
    pass.backward(norm, new float[] {1, 10});
    assertArrayEquals(new float[] {0, 0, 6, 8}, pass.grad(x), 1e-6f);
  }

  @Test
  void noElements() {
    Tensor nothing = pass.constant(Shape.of(0, 2), new float[0]);
    gives(Reductions.sum(pass, nothing, false, 0), 0, 0);
    fails("mean: axes [0] of [0,2] are empty", () -> Reductions.mean(pass, nothing, false, 0));
    fails("max: input [0,2] is empty", () -> Reductions.max(pass, nothing));
    assertEquals(Shape.of(0, 2), Ops.add(pass, nothing, row(1)).shape());
  }

  @Test
  void wrongNumbersAreNamed() {
    Tensor table = pass.constant(Shape.of(65, 2), new float[130]);
    for (float id : new float[] {65, -1, 0.5f, NAN}) {
      Tensor ids = row(3, id);
      String message =
          assertThrows(NumberException.class, () -> Indexing.embedding(pass, table, ids))
              .getMessage();
      String name = id == (int) id ? Integer.toString((int) id) : Float.toString(id);
      assertEquals(
          "embedding: id "
              + name
              + " at place 1 is not one of 0 … 64; ids are whole numbers, counted from 0 along the"
              + " axis that they take from",
          message);
    }
    pass.enter("decoder");
    String message =
        assertThrows(
                NumberException.class, () -> Losses.crossEntropy(pass, table, labels(65, 64, 2)))
            .getMessage();
    pass.leave();
    assertEquals(
        "decoder: cross_entropy: label 2 at place 64 is not one of 0 … 1; labels are class numbers,"
            + " counted from 0; rows without one need an ignored label",
        message);
  }

  /// Zeros but for one.
  private Tensor labels(int n, int place, float label) {
    float[] labels = new float[n];
    labels[place] = label;
    return pass.constant(Shape.of(n), labels);
  }

  @Test
  void axesAndSettingsAreChecked() {
    Tensor x = row(1, 2);
    fails(
        "sum: axes [0, -1] name an axis of [2] twice", () -> Reductions.sum(pass, x, false, 0, -1));
    fails(
        "clamp: low 1.0 is not at most high 0.0; give the smaller one first",
        () -> Ops.clamp(pass, x, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> Ops.clamp(pass, x, NAN, 0));
    Tensor one = row(1);
    fails("mse: shapes [2] and [1] differ", () -> Losses.mse(pass, x, one, Losses.Reduction.MEAN));
    fails(
        "cross_entropy: label smoothing 1.5 is not in [0, 1]",
        () -> CrossEntropyOptions.DEFAULT.withLabelSmoothing(1.5f));
  }

  @Test
  void aLossWithoutLabelsIsNanAsInPyTorch() {
    Tensor logits = pass.constant(Shape.of(2, 3), new float[6]);
    Tensor labels = row(-100, -100);
    CrossEntropyOptions options = CrossEntropyOptions.DEFAULT;
    assertTrue(Float.isNaN(pass.item(Losses.crossEntropy(pass, logits, labels, options))));
    CrossEntropyOptions sum = options.withReduction(Losses.Reduction.SUM);
    gives(Losses.crossEntropy(pass, logits, labels, sum), 0);
  }
}
