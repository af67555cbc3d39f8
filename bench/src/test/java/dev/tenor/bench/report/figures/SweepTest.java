package dev.tenor.bench.report.figures;

import static dev.tenor.bench.report.Samples.row;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.bench.result.SuiteRow;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SweepTest {
  private static List<SuiteRow> attention(int... tokens) {
    return IntStream.of(tokens)
        .mapToObj(n ->
            row("attention", "simd", 256, 2, 3.0 * n * n, 8.0 * n * n, "tokens", n, "heads", 4))
        .toList();
  }

  @Test
  void lengthsAreSortedAndFitted() {
    List<Sweep> sweeps = Sweep.attention(attention(4096, 9, 64));
    assertEquals(1, sweeps.size());
    Sweep sweep = sweeps.getFirst();
    assertArrayEquals(new double[] {9, 64, 4096}, sweep.x());
    assertEquals(2, sweep.fit().exponent(), 1e-12);
    assertEquals(2, sweep.expected(), 1e-12);
    assertEquals("tokens", sweep.variable());
    assertEquals("attention forward heads=4", sweep.operation());
    assertEquals("simd, 256 bits, 2 threads", sweep.runner());
  }

  @Test
  void twoLengthsAreTooFew() {
    assertEquals(List.of(), Sweep.attention(attention(9, 64)));
    assertEquals(List.of(), Sweep.attention(List.of()));
  }

  @Test
  void threadsAreExpectedToDivideTheTime() {
    List<Sweep> sweeps =
        Sweep.threads(
            List.of(
                row("gemm", "simd", 256, 1, 100, 1, "m", 3),
                row("gemm", "simd", 256, 2, 50, 1, "m", 3),
                row("gemm", "simd", 128, 1, 100, 1, "m", 3),
                row("gemm", "opencl", 0, 2, 70, 1, "m", 3)));
    assertEquals(1, sweeps.size(), "the others have one number of threads");
    assertEquals(-1, sweeps.getFirst().fit().exponent(), 1e-12);
    assertEquals(-1, sweeps.getFirst().expected());
    assertEquals("−1.00 (−1.00)", Scaling.exponents(sweeps.getFirst()));
  }

  @Test
  void withoutArithmeticBytesCount() {
    List<SuiteRow> rows =
        IntStream.of(1, 2, 8)
            .mapToObj(n -> row("softmax", "simd", 256, 1, 10.0 * n, 0, "batch", n))
            .toList();
    Sweep sweep = Sweep.batch(rows).getFirst();
    assertEquals(1, sweep.fit().exponent(), 1e-12);
    assertEquals(0, sweep.expected(), 1e-12, "all have the same bytes");
  }

  @Test
  void shapesThatAreNoNumbersAreNoAxis() {
    SuiteRow row = row("attention", "simd", 256, 1, 1, 1, "preset", "paper", "tokens", "all");
    assertTrue(Sweep.attention(List.of(row)).isEmpty());
  }
}
