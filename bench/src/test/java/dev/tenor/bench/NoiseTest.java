package dev.tenor.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseTest {
  @Test
  void aQuietMachineIsNoProblem() {
    assertEquals(List.of(), new Noise(100, 190, 0.02, 0.1, 0).problems());
    assertEquals("", Noise.describe(List.of()));
    assertEquals(List.of(), new Noise(100, 0, 0, 0, 0).problems(), "one processor");
    assertEquals(List.of(), new Noise(0, 0, 0, 0, 0).problems(), "peaks are not known");
  }

  @Test
  void twoThreadsThatAreNoFasterAreTold() {
    String problem = new Noise(100, 149, 0, 0, 0).problems().getFirst();
    assertTrue(problem.startsWith("two threads reach 1.49 times the peak of one"), problem);
  }

  @Test
  void othersAreToldBeforeAndAfter() {
    List<String> problems = new Noise(100, 190, 0.9, 1.2, 0).problems();
    assertEquals(
        List.of(
            "other programs kept 0.9 processors busy before the measurements",
            "other programs kept 1.2 processors busy after the measurements"),
        problems);
  }

  @Test
  void wideRowsAreCountedAndMarked() {
    assertEquals("", new Spread(9, 10, 12).mark());
    assertEquals("  ! spread 40 %", new Spread(9, 10, 13).mark());
    assertTrue(new Spread(0, 0, 0).isWide(), "no measurement at all");
    List<String> problems = new Noise(100, 190, 0, 0, 2).problems();
    assertEquals(
        List.of("2 rows, marked with !, spread over more than 30 % of the median"), problems);
    String verdict = Noise.describe(problems);
    assertTrue(verdict.startsWith("! not a quiet machine"), verdict);
    assertTrue(verdict.endsWith("\n! " + problems.getFirst() + "\n"), verdict);
  }

  @Test
  void whatGetsFasterWhileItIsMeasuredDrifts() {
    assertEquals(-0.5, Spread.drift(new double[] {4, 4, 3, 2, 2}));
    assertEquals(0, Spread.drift(new double[] {4, 4, 9, 4, 4}));
    assertEquals(0, Spread.drift(new double[] {4, 2, 1}), "too few to tell");
  }

  @Test
  void aSpreadIsOfTheMiddle() {
    double[] times = {5, 1, 2, 3, 4, 6, 7, 8, 9, 10, 1000};
    assertEquals(new Spread(2, 6, 10), Spread.of(times));
    assertFalse(new Spread(10, 10, 10).isWide());
  }
}
