package dev.tenor.engine.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.autograd.ShapeException;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.tensor.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Positions that are computed, live with the network, or are learned; and embeddings with padding.
class PositionsTest {
  private static final int E = 5;

  private final Backend backend = new ScalarBackend();
  private final BufferPool pool = new BufferPool(backend);

  private float[] ofZeros(UnaryLayer layer, int batch, int time) {
    try (Pass pass = Pass.inference(pool)) {
      Shape shape = Shape.of(batch, time, E);
      return pass.read(layer.apply(pass, pass.constant(shape, new float[shape.numel()])));
    }
  }

  @Test
  void aTableIsTheSameHoweverLongItIs() {
    PositionalEncoding layer = new PositionalEncoding(E);
    PositionalEncoding stored = new PositionalEncoding(E, 9);
    try (ParameterSlab slab = ParameterSlab.trainable(backend, stored, 1)) {
      assertEquals(0, slab.values().length());
      for (int time : new int[] {4, 9, 1, 0}) {
        float[] expected = PositionalEncoding.table(time, E);
        assertArrayEquals(expected, ofZeros(layer, 1, time));
        assertArrayEquals(expected, ofZeros(stored, 1, time));
      }
    }
  }

  @Test
  void learnedPositionsAreTheFirstRows() {
    LearnedPositions layer = new LearnedPositions(6, E);
    try (ParameterSlab slab = ParameterSlab.trainable(backend, layer, 1)) {
      float[] rows = Arrays.copyOf(slab.read(slab.parameters().get("weight")), 2 * E);
      float[] twice = Arrays.copyOf(rows, 4 * E);
      System.arraycopy(rows, 0, twice, 2 * E, 2 * E);
      assertArrayEquals(twice, ofZeros(layer, 2, 2));
    }
  }

  @Test
  void aPaddingIdIsZeroAtFirst() {
    Embedding layer = new Embedding(4, E, 2);
    try (ParameterSlab slab = ParameterSlab.trainable(backend, layer, 1);
        Pass pass = Pass.inference(pool)) {
      float[] y = pass.read(layer.apply(pass, pass.constant(Shape.of(2), new float[] {2, 3})));
      float[] rows = slab.read(slab.parameters().get("weight"));
      assertArrayEquals(new float[E], Arrays.copyOf(y, E));
      assertArrayEquals(Arrays.copyOfRange(rows, 3 * E, 4 * E), Arrays.copyOfRange(y, E, 2 * E));
      assertArrayEquals(new float[E], Arrays.copyOfRange(rows, 2 * E, 3 * E));
    }
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Embedding(4, E, 4)).getMessage();
    assertEquals("embedding: padding 4 is no id from 0 to 3", message);
  }

  @Test
  void tooLongASequenceIsRefused() {
    LearnedPositions layer = new LearnedPositions(6, E);
    try (ParameterSlab slab = ParameterSlab.trainable(backend, layer, 1)) {
      assertEquals(6 * E, slab.values().length());
      String message = assertThrows(ShapeException.class, () -> ofZeros(layer, 1, 7)).getMessage();
      assertEquals(
          "positions: [1,7,5] has 7 positions, but there are vectors for 6;"
              + " build the layer for longer sequences",
          message);
    }
  }
}
