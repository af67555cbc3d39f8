package dev.tenor.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class QuartilesTest {
  /// NumPy's `percentile` of the same.
  @Test
  void liesBetweenTwoSamplesByTheirDistance() {
    double[] values = {9, 1, 4, 2};
    assertEquals(1.75, Quartiles.at(values, 0.25));
    assertEquals(3, Quartiles.median(values));
    assertEquals(5.25, Quartiles.at(values, 0.75));
    assertEquals(1, Quartiles.at(values, 0));
    assertEquals(9, Quartiles.at(values, 1));
    assertEquals(9, values[0], "the samples keep their order");
  }

  @Test
  void oneSampleIsAllQuantiles() {
    assertEquals(7, Quartiles.at(new double[] {7}, 0.3));
  }

  @Test
  void nothingHasNone() {
    assertThrows(IllegalArgumentException.class, () -> Quartiles.median(new double[0]));
  }
}
