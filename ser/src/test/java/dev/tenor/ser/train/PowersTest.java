package dev.tenor.ser.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PowersTest {
  @Test
  void powersAndLogarithmsAreRightToAMillionth() {
    for (double x = -125.9; x < 125.9; x += 0.0137) {
      float exp = Powers.exp2((float) x);
      assertEquals(1, exp / Math.pow(2, (float) x), 2e-6, "2^" + x);
      double log = Math.log(exp) / Math.log(2);
      assertEquals(log, Powers.log2(exp), 2e-6 + Math.abs(log) * 1e-7, "log2 " + exp);
    }
  }

  @Test
  void wholePowersAreExactAndTheRestIsLimited() {
    for (int i = -126; i <= 126; i++) {
      assertEquals(Math.scalb(1f, i), Powers.exp2(i));
      assertEquals(i, Powers.log2(Math.scalb(1f, i)));
    }
    assertEquals(Powers.exp2(126), Powers.exp2(1e9f));
    assertTrue(Powers.exp2(Float.NEGATIVE_INFINITY) > 0);
  }
}
