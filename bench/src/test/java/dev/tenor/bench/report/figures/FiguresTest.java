package dev.tenor.bench.report.figures;

import static dev.tenor.bench.report.Samples.row;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.bench.result.Ceiling;
import dev.tenor.bench.result.SuiteRow;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FiguresTest {
  @Test
  void theWidestRowsWithMostThreadsAreChosen() {
    SuiteRow best = row("gemm", "simd", 256, 2, 4, 1, "m", 3);
    SuiteRow other = row("gemm", "simd", 128, 4, 4, 1, "m", 5);
    List<SuiteRow> rows =
        List.of(
            row("gemm", "simd", 256, 1, 4, 1, "m", 3),
            best,
            row("gemm", "simd", 128, 8, 4, 1, "m", 3),
            other);
    assertEquals(List.of(best, other), Rows.widest(rows));
  }

  @Test
  void relativeTimesAreMeansOverCommonShapes() {
    HeatMap map =
        HeatMap.times(
            List.of(
                row("gemm", "simd", 256, 1, 10, 1, "m", 3),
                row("gemm", "scalar", 0, 1, 20, 1, "m", 3),
                row("gemm", "simd", 256, 1, 10, 1, "m", 5),
                row("gemm", "scalar", 0, 1, 80, 1, "m", 5),
                row("gemm", "simd", 256, 1, 99, 1, "m", 7)));
    assertEquals(List.of("gemm forward"), map.operations());
    assertEquals(List.of("simd", "scalar"), map.engines());
    assertArrayEquals(new double[] {1, 4}, map.values()[0], 1e-12);
  }

  @Test
  void rowsWithoutCeilingHaveNoShare() {
    assertTrue(HeatMap.shares(List.of(row("gemm", "simd", 256, 1, 10, 1))).operations().isEmpty());
  }

  @Test
  void slownessIsLogarithmic() {
    assertEquals(0, HeatMap.slowness(1));
    assertEquals(0.5, HeatMap.slowness(10), 1e-12);
    assertEquals(1, HeatMap.slowness(1e5));
  }

  @Test
  void aRoofRisesToItsRidge() {
    Ceiling memory = new Ceiling("simd", 0, 1, "bandwidth", "memory", 1 << 29, 10);
    Roof roof = new Roof("simd", 256, 1, 50, List.of(memory));
    List<double[]> line = roof.line(memory, 1, 100);
    assertEquals(3, line.size());
    assertArrayEquals(new double[] {1, 10}, line.get(0));
    assertArrayEquals(new double[] {5, 50}, line.get(1));
    assertArrayEquals(new double[] {100, 50}, line.get(2));
    assertEquals(2, roof.line(memory, 6, 100).size(), "all beyond the ridge");
    assertEquals(List.of(memory), roof.rising(1));
    assertEquals(List.of(), roof.rising(6));
  }

  @Test
  void numbersHaveThreeDigits() {
    assertEquals("999 ns", Units.time(999));
    assertEquals("1.00 µs", Units.time(999.9));
    assertEquals("12.3 ms", Units.time(12.34e6));
    assertEquals("5000 s", Units.time(5e12));
    assertEquals("0.500 ns", Units.time(0.5));
    assertEquals("1.20 … 1.30 ms", Units.times(1.2e6, 1.3e6));
    assertEquals("900 µs … 1.30 ms", Units.times(0.9e6, 1.3e6));
    assertEquals("24.0 KiB", Units.bytes(24 << 10));
    assertEquals("17 B", Units.bytes(17));
    assertEquals("0.0123", Units.digits(0.01234));
    assertEquals("10.0", Units.digits(9.996));
    assertEquals("–", Units.percent(0));
    assertEquals("< 1 %", Units.percent(0.004));
    assertEquals("1 %", Units.percent(0.006));
    assertEquals("−10.0 %", Units.change(0.9));
  }
}
