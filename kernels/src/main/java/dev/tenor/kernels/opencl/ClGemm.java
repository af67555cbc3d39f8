package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.backend.GemmGeometry.Stride;

/// Matrix products: `gemm.cl`.
final class ClGemm {
  private static final String FAMILY = "gemm";
  private final ClResources cl;

  ClGemm(ClResources cl) {
    this.cl = cl;
  }

  /// The second factor as the kernel reads it: rows of a panel are `row` apart, panels `panel`, and
  /// matrices `stride`.
  record Panels(Buffer data, int row, int panel, Stride stride) {}

  /// @param bias [n], added to every row; or null
  void gemm(GemmGeometry g, Buffer c, Buffer a, Buffer b, Buffer bias, float alpha, float beta) {
    int width = cl.tuning().columns(g.n());
    int panels = Math.ceilDiv(g.n(), width);
    int batch = g.outer() * g.inner();
    if (g.m() == 0 || g.n() == 0 || batch == 0) {
      return;
    }
    Panels p = panels(g, b, width);
    cl.tileKernel(FAMILY, "gemm_tile", width)
        .array(c)
        .array(a)
        .array(p.data())
        .array(bias)
        .number(g.m())
        .number(g.n())
        .number(g.k())
        .number(g.transA() ? 1 : g.lda())
        .number(g.transA() ? g.lda() : 1)
        .number(p.row())
        .number(p.panel())
        .number(g.ldc())
        .number(g.inner())
        .number(g.a().outer())
        .number(g.a().inner())
        .number(p.stride().outer())
        .number(p.stride().inner())
        .number(g.c().outer())
        .number(g.c().inner())
        .number(alpha)
        .number(beta)
        .flops(2.0 * batch * g.m() * g.n() * g.k())
        .launch(Math.ceilDiv(g.m(), cl.tuning().rows()), panels, batch, 1, 1);
  }

  private Panels panels(GemmGeometry g, Buffer b, int width) {
    if (!g.transB() && g.n() % width == 0) {
      return new Panels(b, g.ldb(), width, g.b());
    }
    boolean shared = g.b().equals(Stride.NONE);
    int size = Math.ceilDiv(g.n(), width) * g.k() * width;
    int batch = shared ? 1 : g.outer() * g.inner();
    ClBuffer packed = cl.scratch(ClScratch.Use.PACKED, (long) size * batch);
    cl.tileKernel(FAMILY, "pack_panels", width)
        .array(packed)
        .array(b)
        .number(g.k())
        .number(g.n())
        .number(g.transB() ? 1 : g.ldb())
        .number(g.transB() ? g.ldb() : 1)
        .number(shared ? 1 : g.inner())
        .number(g.b().outer())
        .number(g.b().inner())
        .launch(g.k(), Math.ceilDiv(g.n(), width), batch, 1, 1);
    return new Panels(
        packed, width, g.k() * width, shared ? Stride.NONE : new Stride(g.inner() * size, size));
  }

  /// Packs one matrix op(B) [k,n] into panels `width` wide, whatever its shape.
  Buffer packed(Buffer b, int k, int n, boolean trans, int width) {
    ClBuffer packed = cl.scratch(ClScratch.Use.PACKED, (long) Math.ceilDiv(n, width) * width * k);
    cl.tileKernel(FAMILY, "pack_panels", width)
        .array(packed)
        .array(b)
        .number(k)
        .number(n)
        .number(trans ? 1 : n)
        .number(trans ? k : 1)
        .number(1)
        .number(0)
        .number(0)
        .launch(k, Math.ceilDiv(n, width), 1, 1, 1);
    return packed;
  }
}
