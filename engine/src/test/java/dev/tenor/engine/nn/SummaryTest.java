package dev.tenor.engine.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.Session;
import dev.tenor.engine.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
  @Test
  void everyLayerHasALine() {
    try (Session session = Session.open("scalar", 1)) {
      Sequential network =
          session.trainable(
              new Sequential()
                  .add("conv", new Conv2d(1, 4, 3, 1, 1))
                  .add("norm", new BatchNorm(4))
                  .add("flat", new Flatten())
                  .add("head", new Sequential(new Linear(4 * 6 * 5, 7), new Dropout(0.5))));
      Summary summary = session.summary(network, Shape.of(2, 6, 5, 1));
      assertEquals(
          List.of("", "conv", "norm", "flat", "head", "head.0", "head.1"),
          summary.lines().stream().map(Summary.Line::path).toList());
      Summary.Line conv = summary.lines().get(1);
      assertEquals(
          new Summary.Line("conv", "Conv2d", Shape.of(2, 6, 5, 4), 40, 2L * 2 * 30 * 9 * 4), conv);
      assertEquals(Shape.of(2, 7), summary.output());
      assertEquals(40 + 16 + 120 * 7 + 7, summary.parameters());
      assertEquals(conv.flops() + 2L * 2 * 120 * 7, summary.flops());
      String text = summary.toString();
      assertEquals(9, text.lines().count());
      assertTrue(
          text.lines().anyMatch(line -> line.matches("head.0 +Linear +\\[2,7] +847 +3,360")), text);
      assertThrows(
          IllegalArgumentException.class, () -> session.summary(new Linear(1, 1), Shape.of(1, 1)));
    }
  }
}
