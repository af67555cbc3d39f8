package dev.tenor.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class NmseTest {
  private static final float NAN = Float.NaN;
  private static final float INF = Float.POSITIVE_INFINITY;

  private static double nmse(float[] actual, float... expected) {
    return Nmse.of(actual, expected);
  }

  @Test
  void isTheSquaredErrorOverTheSquaredNorm() {
    assertEquals(2.0 / 25, nmse(new float[] {4, 3}, 3, 4));
    assertEquals(1, nmse(new float[] {0, 0}, 3, 4));
    assertEquals(0, nmse(new float[] {3, 4}, 3, 4));
    assertEquals(1.0 / 25, nmse(new float[] {3, 5}, 3, 4)); // equal places count in the norm
    assertEquals(0, nmse(new float[] {}));
  }

  @Test
  void doesNotDependOnScale() {
    double small = nmse(new float[] {1.5e-20f, 3e-20f}, 1e-20f, 3e-20f);
    double large = nmse(new float[] {1.5e20f, 3e20f}, 1e20f, 3e20f);
    assertEquals(0.025, small, 1e-8);
    assertEquals(0.025, large, 1e-8);
  }

  @Test
  void isInfiniteWhereNothingWasExpectedOrOneSideIsNotFinite() {
    assertEquals(Double.POSITIVE_INFINITY, nmse(new float[] {1e-30f}, 0));
    assertEquals(Double.POSITIVE_INFINITY, nmse(new float[] {NAN, 1}, 1, 1));
    assertEquals(Double.POSITIVE_INFINITY, nmse(new float[] {1, 1}, NAN, 1));
    assertEquals(Double.POSITIVE_INFINITY, nmse(new float[] {INF}, -INF));
    assertEquals(0, nmse(new float[] {NAN, INF, 2}, NAN, INF, 2));
    assertEquals(0, nmse(new float[] {-0f}, 0f));
  }

  @Test
  void wantsEqualLengths() {
    assertThrows(IllegalArgumentException.class, () -> nmse(new float[] {1}, 1, 2));
  }
}
