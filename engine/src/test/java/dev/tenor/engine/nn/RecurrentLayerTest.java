package dev.tenor.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.RecurrentResult;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What recurrent layers do with states, lengths and dropout, whatever their cell.
class RecurrentLayerTest {
  private static final int IN = 3;
  private static final int HIDDEN = 5;
  private static final int TIME = 7;

  private final Backend backend = new ScalarBackend();
  private final BufferPool pool = new BufferPool(backend);

  /// A kind of layer: one that takes the number of layers, both ways, and the dropout.
  private record Kind(String name, Builder builder) {
    @Override
    public String toString() {
      return name;
    }
  }

  @FunctionalInterface
  private interface Builder {
    RecurrentLayer build(int layers, boolean bidirectional, double dropout);
  }

  static List<Kind> kinds() {
    return List.of(
        new Kind("lstm", (n, both, p) -> new Lstm(IN, HIDDEN, n, both, p)),
        new Kind("gru", (n, both, p) -> new Gru(IN, HIDDEN, n, both, p)),
        new Kind("rnn", (n, both, p) -> new Rnn(UnaryFn.TANH, IN, HIDDEN, n, both, p)));
  }

  private float[] values(RecurrentLayer layer, BiFunction<Pass, RecurrentLayer, Tensor> body) {
    try (ParameterSlab slab = ParameterSlab.trainable(backend, layer, 1);
        Pass pass = Pass.inference(pool)) {
      assertTrue(slab.values().length() > 0);
      return pass.read(body.apply(pass, layer));
    }
  }

  /// The padding is noise, so that it shows where it is heard.
  @ParameterizedTest
  @MethodSource("kinds")
  void aSequenceGetsTheSameBitsAloneAndPadded(Kind kind) {
    int length = 4;
    float[] x = SmallNetwork.normal("x", 2 * TIME * IN);
    float[] lengths = {TIME, length};
    float[] alone = Arrays.copyOfRange(x, TIME * IN, (TIME + length) * IN);
    int width = 2 * HIDDEN;
    for (boolean state : new boolean[] {false, true}) {
      float[] together =
          values(
              kind.builder().build(2, true, 0),
              (pass, layer) -> {
                Tensor in = pass.constant(Shape.of(2, TIME, IN), x);
                Tensor ends = pass.constant(Shape.of(2), lengths);
                RecurrentResult result = layer.run(pass, in, ends, null);
                return state ? Ops.narrow(pass, result.state().h(), 1, 1, 1) : result.out();
              });
      float[] single =
          values(
              kind.builder().build(2, true, 0),
              (pass, layer) -> {
                Tensor in = pass.constant(Shape.of(1, length, IN), alone);
                RecurrentResult result = layer.run(pass, in, null, null);
                return state ? result.state().h() : result.out();
              });
      if (state) {
        assertArrayEquals(single, together);
      } else {
        int from = TIME * width;
        assertArrayEquals(single, Arrays.copyOfRange(together, from, from + length * width));
        float[] behind = Arrays.copyOfRange(together, from + length * width, together.length);
        assertArrayEquals(new float[behind.length], behind);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aSequenceGoesOnFromItsState(Kind kind) {
    float[] x = SmallNetwork.normal("x", TIME * IN);
    float[] whole =
        values(
            kind.builder().build(2, false, 0),
            (pass, layer) -> layer.apply(pass, pass.constant(Shape.of(1, TIME, IN), x)));
    float[] parts =
        values(
            kind.builder().build(2, false, 0),
            (pass, layer) -> {
              Tensor in = pass.constant(Shape.of(1, TIME, IN), x);
              Tensor first = Ops.narrow(pass, in, 1, 0, 3);
              Tensor rest = Ops.narrow(pass, in, 1, 3, TIME - 3);
              RecurrentResult begun = layer.run(pass, first, null, null);
              RecurrentResult ended = layer.run(pass, rest, null, begun.state());
              return Ops.concat(pass, 1, begun.out(), ended.out());
            });
    assertArrayEquals(whole, parts, 1e-6f); // the reference keeps a state in double between steps
  }

  @Test
  void elementsBetweenLayersDropOutInTrainingAlone() {
    float[] x = SmallNetwork.normal("x", TIME * IN);
    float[][] outputs = new float[3][];
    Gru layer = new Gru(IN, HIDDEN, 2, false, 0.5);
    Gru without = new Gru(IN, HIDDEN, 2, false, 0);
    try (ParameterSlab slab = ParameterSlab.trainable(backend, layer, 1);
        ParameterSlab same = ParameterSlab.trainable(backend, without, 1);
        Pass training = Pass.training(pool, 1, 1);
        Pass inference = Pass.inference(pool)) {
      assertEquals(slab.values().length(), same.values().length());
      Shape shape = Shape.of(1, TIME, IN);
      outputs[0] = training.read(layer.apply(training, training.constant(shape, x)));
      outputs[1] = inference.read(layer.apply(inference, inference.constant(shape, x)));
      outputs[2] = training.read(without.apply(training, training.constant(shape, x)));
    }
    assertArrayEquals(outputs[2], outputs[1]);
    assertNotEquals(Arrays.hashCode(outputs[1]), Arrays.hashCode(outputs[0]));
  }

  @Test
  void refusesSettingsThatMeanNothing() {
    String none =
        assertThrows(IllegalArgumentException.class, () -> new Lstm(IN, HIDDEN, 0, true, 0))
            .getMessage();
    assertEquals("recurrent layer: 0 layers, not 1 or more", none);
    String dropout =
        assertThrows(IllegalArgumentException.class, () -> new Gru(IN, HIDDEN, 2, true, 1))
            .getMessage();
    assertEquals("recurrent layer: dropout = 1.0 is not in [0, 1)", dropout);
    String fn =
        assertThrows(IllegalArgumentException.class, () -> new Rnn(UnaryFn.GELU, IN, 2, true))
            .getMessage();
    assertEquals("rnn: fn is gelu, not tanh or relu", fn);
  }
}
