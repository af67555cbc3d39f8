package dev.tenor.ser.experiment.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenor.ser.experiment.Variant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GridTest {
  private static final Grid.Axis LR =
      new Grid.Axis("lr", "lr", List.of("1e-4", "5e-4"), List.of(1e-4, 5e-4));

  @Test
  void hasEveryCombinationUnderTheNamesThatWereTyped() {
    Grid.Axis hidden =
        new Grid.Axis("lstmHidden", "lstm-hidden", List.of("8", "16", "32"), List.of(8, 16, 32));
    List<Variant> variants = Grid.variants(List.of(LR, hidden));
    assertEquals(6, variants.size());
    assertEquals("lr 1e-4, lstm-hidden 8", variants.getFirst().name());
    assertEquals("lr 1e-4, lstm-hidden 16", variants.get(1).name());
    assertEquals(Map.of("lr", 5e-4, "lstmHidden", 32), variants.getLast().settings());
  }

  @Test
  void withoutSeveralValuesThereIsNoGrid() {
    assertThrows(IllegalArgumentException.class, () -> Grid.variants(List.of()));
  }
}
