package dev.tenor.bench.peers;

import dev.tenor.bench.cases.Case;
import dev.tenor.bench.cases.Operands;
import dev.tenor.bench.cases.Work;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;

/// A matrix product of the suite on OpenBLAS, with the same operands.
final class BlasWork implements Work {
  private static final long ALIGNMENT = 64;

  private final Arena arena = Arena.ofConfined();
  private final OpenBlas blas;
  private final boolean transA;
  private final boolean transB;
  private final int m;
  private final int n;
  private final int k;
  private final MemorySegment a;
  private final MemorySegment b;
  private final MemorySegment c;

  /// @param gemm of the family `gemm`: its name says what is transposed
  BlasWork(OpenBlas blas, Case gemm) {
    this.blas = blas;
    transA = gemm.name().charAt(0) == 't';
    transB = gemm.name().charAt(1) == 't';
    m = size(gemm, "m");
    n = size(gemm, "n");
    k = size(gemm, "k");
    a = copied("gemm a", m * k);
    b = copied("gemm b", k * n);
    c = arena.allocate((long) Float.BYTES * m * n, ALIGNMENT);
  }

  private static int size(Case gemm, String name) {
    return Integer.parseInt(gemm.shape().get(name));
  }

  private MemorySegment copied(String name, int length) {
    MemorySegment values = MemorySegment.ofArray(Operands.values(name, length));
    return arena.allocate(values.byteSize(), ALIGNMENT).copyFrom(values);
  }

  @Override
  public void run() {
    blas.sgemm(transA, transB, m, n, k, a, b, c);
  }

  @Override
  public Map<String, float[]> results() {
    return Map.of("c", c.toArray(ValueLayout.JAVA_FLOAT));
  }

  @Override
  public void close() {
    arena.close();
  }
}
