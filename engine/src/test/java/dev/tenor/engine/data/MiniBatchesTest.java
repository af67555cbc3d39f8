package dev.tenor.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class MiniBatchesTest {
  private static final float[] ROWS = {0, 0.5f, 1, 1.5f, 2, 2.5f, 3, 3.5f, 4, 4.5f};
  private static final float[] LABELS = {0, 1, 2, 3, 4};

  private static MiniBatches batches(int size) {
    return new MiniBatches(size).rows(ROWS, 2).rows(LABELS);
  }

  private static List<Float> labels(MiniBatches batches, int epoch) {
    List<Float> labels = new ArrayList<>();
    for (MiniBatch batch : batches.epoch(epoch)) {
      for (float label : batch.values(1)) {
        labels.add(label);
      }
    }
    return labels;
  }

  @Test
  void rowsStayTogetherAndTheLastBatchIsSmall() {
    List<Integer> sizes = new ArrayList<>();
    for (MiniBatch batch : batches(2).shuffled(1).epoch(0)) {
      sizes.add(batch.size());
      for (int i = 0; i < batch.size(); i++) {
        assertEquals(batch.values(1)[i], batch.values(0)[2 * i]);
        assertEquals(batch.values(1)[i] + 0.5f, batch.values(0)[2 * i + 1]);
      }
    }
    assertEquals(List.of(2, 2, 1), sizes);
    assertEquals(3, batches(2).count());
    assertEquals(5, batches(2).rows());
  }

  @Test
  void theLastBatchCanBeDropped() {
    assertEquals(2, batches(2).dropLast().count());
    assertEquals(4, labels(batches(2).dropLast(), 0).size());
    assertEquals(0, batches(6).dropLast().count());
    assertEquals(1, batches(5).dropLast().count());
  }

  @Test
  void everyEpochHasEveryRowInAnotherOrderThatTheSeedDecides() {
    MiniBatches batches = batches(2).shuffled(1);
    List<Float> first = labels(batches, 0);
    assertEquals(first, labels(batches(2).shuffled(1), 0));
    assertNotEquals(first, labels(batches, 1));
    assertNotEquals(first, labels(batches(2).shuffled(2), 0));
    assertEquals(first, labels(batches(3).shuffled(1), 0), "whatever the size");
    List<Float> sorted = new ArrayList<>(first);
    Collections.sort(sorted);
    assertEquals(labels(batches(2), 0), sorted);
  }

  @Test
  void batchesAreTensors() {
    MiniBatch batch = batches(3).epoch(0).iterator().next();
    try (Pass pass = Pass.inference(new BufferPool(new ScalarBackend()))) {
      assertEquals(Shape.of(3, 2), batch.get(pass, 0).shape());
      assertEquals(Shape.of(3), batch.get(pass, 1).shape());
      assertArrayEquals(new float[] {0, 1, 2}, pass.read(batch.get(pass, 1)));
    }
  }

  @Test
  void noRowsMakeNoBatches() {
    MiniBatches none = new MiniBatches(4).rows(new float[0], 3);
    assertEquals(0, none.count());
    var iterator = none.epoch(0).iterator();
    assertFalse(iterator.hasNext());
    assertThrows(NoSuchElementException.class, iterator::next);
    assertEquals(0, new MiniBatches(4).count());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new MiniBatches(0));
    assertThrows(IllegalArgumentException.class, () -> new MiniBatches(1).rows(ROWS, 3));
    assertThrows(IllegalArgumentException.class, () -> new MiniBatches(1).rows(ROWS, 0));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new MiniBatches(1).rows(ROWS, 2).rows(new float[4]))
            .getMessage();
    assertTrue(message.contains("4 rows of shape [] stand beside 5 of [2]"), message);
  }
}
