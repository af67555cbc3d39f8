package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.Gemm;
import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.backend.host.HostBuffer;

/// C = alpha · op(A)·op(B) + beta · C, one dot product an element.
public final class ScalarGemm implements Gemm<HostBuffer> {
  @Override
  public void gemm(
      GemmGeometry g, HostBuffer c, HostBuffer a, HostBuffer b, float alpha, float beta) {
    for (int o = 0; o < g.outer(); o++) {
      for (int i = 0; i < g.inner(); i++) {
        product(
            g,
            c.array(),
            c.offset() + o * g.c().outer() + i * g.c().inner(),
            a.array(),
            a.offset() + o * g.a().outer() + i * g.a().inner(),
            b.array(),
            b.offset() + o * g.b().outer() + i * g.b().inner(),
            alpha,
            beta);
      }
    }
  }

  private static void product(
      GemmGeometry g,
      float[] c,
      int co,
      float[] a,
      int ao,
      float[] b,
      int bo,
      float alpha,
      float beta) {
    int aRow = g.transA() ? 1 : g.lda();
    int aCol = g.transA() ? g.lda() : 1;
    int bRow = g.transB() ? 1 : g.ldb();
    int bCol = g.transB() ? g.ldb() : 1;
    for (int i = 0; i < g.m(); i++) {
      for (int j = 0; j < g.n(); j++) {
        double sum = 0;
        for (int p = 0; p < g.k(); p++) {
          sum += (double) a[ao + i * aRow + p * aCol] * b[bo + p * bRow + j * bCol];
        }
        int at = co + i * g.ldc() + j;
        c[at] = (float) (alpha * sum + (beta == 0 ? 0 : beta * c[at]));
      }
    }
  }
}
