package dev.tenor.engine.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.CountingPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Reductions;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PassTest {
  private final CountingPool pool = new CountingPool(new ScalarBackend());

  private static void fails(Class<? extends Exception> type, String message, Executable code) {
    String actual = assertThrows(type, code).getMessage();
    assertTrue(actual.contains(message), actual);
  }

  private static Tensor variable(Pass pass, float... values) {
    return pass.variable(Shape.of(values.length), values);
  }

  @Test
  void aTensorIsGoneWhenItsPassEnds() {
    Tensor x;
    Tensor y;
    Pass ended = Pass.training(pool, 1, 12);
    try (ended) {
      x = variable(ended, 1, 2);
      y = Ops.scale(ended, x, 2);
    }
    try (Pass pass = Pass.recording(pool)) {
      for (Tensor gone : new Tensor[] {x, y}) {
        fails(IllegalStateException.class, "[2]", () -> pass.read(gone));
        fails(IllegalStateException.class, "training pass (step 12)", () -> pass.read(gone));
      }
      fails(IllegalStateException.class, "step 12", () -> Ops.relu(pass, x));
      fails(IllegalStateException.class, "step 12", () -> Ops.relu(pass, y));
      fails(IllegalStateException.class, "step 12", () -> pass.grad(x));
    }
  }

  @Test
  void aPassThatEndedDoesNothingMore() {
    Pass pass = Pass.recording(pool);
    Tensor x = variable(pass, 1, 2);
    Tensor loss = Reductions.mean(pass, x, 0);
    pass.close();
    pass.close();
    fails(IllegalStateException.class, "relu: the pass has ended", () -> Ops.relu(pass, x));
    fails(IllegalStateException.class, "has ended", () -> variable(pass, 1));
    fails(IllegalStateException.class, "has ended", () -> pass.constant(Shape.of(1), new float[1]));
    fails(IllegalStateException.class, "has ended", () -> pass.backward(loss));
    assertEquals(0, pool.out());
  }

  @Test
  void anotherPassesTensorsAreRefused() {
    try (Pass first = Pass.recording(pool);
        Pass second = Pass.recording(pool)) {
      Tensor x = variable(first, 1, 2);
      Tensor y = Ops.scale(first, x, 2);
      fails(IllegalStateException.class, "another pass", () -> Ops.relu(second, y));
      fails(IllegalStateException.class, "another pass", () -> second.backward(y, new float[2]));
    }
  }

  @Test
  void gradientsThatAreHandedOnAreAddedUp() {
    try (Pass pass = Pass.recording(pool)) {
      Tensor x = variable(pass, 1, 2);
      Tensor a = Ops.scale(pass, x, 3);
      Tensor twice = Ops.add(pass, a, a); // dx = 2·3
      Tensor both = Ops.add(pass, twice, a); // + 3
      Tensor shaped = Ops.reshape(pass, both, Shape.of(2, 1));
      Tensor less = Ops.subtract(pass, Ops.reshape(pass, shaped, Shape.of(2)), both); // 0
      Tensor y = Ops.add(pass, Ops.multiply(pass, both, x), less); // 9·x² → 18·x
      pass.backward(y, new float[] {1, 10});
      assertArrayEquals(new float[] {18, 360}, pass.grad(x));
    }
    assertEquals(0, pool.out());
  }

  @Test
  void backwardNeedsATapeAndOneElementThatDependsOnALeaf() {
    try (Pass pass = Pass.inference(pool)) {
      Tensor y = Reductions.mean(pass, variable(pass, 1, 2), 0);
      fails(IllegalStateException.class, "inference pass", () -> pass.backward(y));
    }
    try (Pass pass = Pass.recording(pool)) {
      Tensor x = variable(pass, 1, 2);
      fails(ShapeException.class, "[2]", () -> pass.backward(Ops.relu(pass, x)));
      Tensor constant = Reductions.mean(pass, pass.constant(Shape.of(2), new float[2]), 0);
      fails(
          IllegalArgumentException.class,
          "depends on no tensor that requires a gradient",
          () -> pass.backward(constant));
      assertArrayEquals(new float[2], pass.grad(x));
    }
  }

  @Test
  void aLeafThatIsUsedTwiceGetsBothGradients() {
    try (Pass pass = Pass.recording(pool)) {
      Tensor x = variable(pass, 3, -5);
      Tensor doubled = Ops.scale(pass, x, 2);
      // x·2x + x + x, summed: d/dx = 4x + 2
      Tensor product = Ops.multiply(pass, x, doubled);
      Tensor y = Ops.add(pass, product, Ops.add(pass, x, x));
      pass.backward(y, new float[] {1, 1});
      assertArrayEquals(new float[] {14, -18}, pass.grad(x));
    }
  }

  @Test
  void aGradientThatIsOnTheBackendIsReadAndLeftAlone() {
    try (Pass pass = Pass.recording(pool)) {
      Tensor x = variable(pass, 1, 2);
      Tensor y = Ops.scale(pass, x, 3);
      Tensor gradient = pass.constant(Shape.of(2), new float[] {5, 7});
      pass.backward(y, gradient);
      assertArrayEquals(new float[] {15, 21}, pass.grad(x));
      assertArrayEquals(new float[] {5, 7}, pass.read(gradient));
      Tensor longer = pass.constant(Shape.of(3), new float[3]);
      fails(ShapeException.class, "[3], the output [2]", () -> pass.backward(y, longer));
    }
  }

  @Test
  void gradientsAddUpOverBackwardRuns() {
    try (Pass pass = Pass.recording(pool)) {
      Tensor x = variable(pass, 3, 4);
      Tensor loss = Reductions.mean(pass, Ops.multiply(pass, x, x), 0);
      pass.backward(loss);
      assertArrayEquals(new float[] {3, 4}, pass.grad(x));
      pass.backward(loss);
      assertArrayEquals(new float[] {6, 8}, pass.grad(x));
    }
  }

  @Test
  void whatTheLossDoesNotDependOnKeepsItsGradient() {
    try (Pass pass = Pass.recording(pool)) {
      Tensor x = variable(pass, 3);
      Tensor aside = variable(pass, 4);
      Ops.scale(pass, aside, 7);
      Tensor loss = Ops.scale(pass, x, 2);
      Ops.scale(pass, loss, 100); // comes after the loss
      pass.backward(loss);
      assertArrayEquals(new float[] {2}, pass.grad(x));
      assertArrayEquals(new float[] {0}, pass.grad(aside));
    }
  }

  @Test
  void aPassWithoutTapeKeepsNothingForBackward() {
    try (Pass pass = Pass.inference(pool)) {
      Tensor y = Ops.relu(pass, variable(pass, 1, -1));
      assertFalse(y.requiresGrad());
      assertArrayEquals(new float[] {1, 0}, pass.read(y));
      int before = pool.out();
      Tensor x = pass.constant(Shape.of(1, 2, 2, 1), new float[] {1, 4, 2, 3});
      assertArrayEquals(new float[] {4}, pass.read(Images.maxPool2d(pass, x, 2, 2)));
      assertEquals(before + 2, pool.out()); // input and output, not the places of the maxima
    }
    try (Pass pass = Pass.recording(pool)) {
      Tensor constant = pass.constant(Shape.of(1), new float[] {1});
      assertFalse(Ops.relu(pass, constant).requiresGrad());
      assertTrue(Ops.add(pass, constant, variable(pass, 1)).requiresGrad());
    }
  }

  @Test
  void readingChecksWhatItReads() {
    try (Pass pass = Pass.recording(pool)) {
      Tensor three = variable(pass, 1, 2, 3);
      fails(ShapeException.class, "item: Tensor[3]", () -> pass.item(three));
      Tensor none = pass.constant(Shape.of(0), new float[0]);
      fails(ShapeException.class, "item: Tensor[0]", () -> pass.item(none));
      assertEquals(7, pass.item(variable(pass, 7)));
      fails(IllegalArgumentException.class, "Tensor[0]", () -> pass.grad(none));
      Tensor inner = Ops.relu(pass, three);
      fails(IllegalArgumentException.class, "no variable", () -> pass.grad(inner));
      fails(ShapeException.class, "[2,2]", () -> pass.constant(Shape.of(2, 2), new float[3]));
      Tensor y = Ops.relu(pass, three);
      fails(ShapeException.class, "2 values", () -> pass.backward(y, new float[2]));
    }
  }

  @Test
  void errorsNameTheLayersEntered() {
    try (Pass pass = Pass.recording(pool)) {
      pass.enter("extraction");
      pass.enter("blocks.0");
      Tensor a = variable(pass, 1, 2);
      fails(
          ShapeException.class,
          "extraction.blocks.0: add: shapes [2] and [3]",
          () -> Ops.add(pass, a, variable(pass, 1, 2, 3)));
      pass.leave();
      fails(ShapeException.class, "extraction: mean: axis 4", () -> Reductions.mean(pass, a, 4));
      pass.leave();
      String message =
          assertThrows(ShapeException.class, () -> Reductions.mean(pass, a, 4)).getMessage();
      assertTrue(message.startsWith("mean: "), message);
    }
  }
}
