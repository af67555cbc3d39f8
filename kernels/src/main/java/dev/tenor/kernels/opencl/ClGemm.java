package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.Gemm;
import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.backend.GemmGeometry.Stride;

/// Matrix products: `gemm.cl` on CPUs, `gemm_local.cl` on GPUs.
final class ClGemm implements Gemm<ClBuffer> {
  private final ClResources cl;
  private final ClPack pack;

  ClGemm(ClResources cl, ClPack pack) {
    this.cl = cl;
    this.pack = pack;
  }

  @Override
  public void gemm(GemmGeometry g, ClBuffer c, ClBuffer a, ClBuffer b, float alpha, float beta) {
    synchronized (cl) {
      gemm(g, c, a, b, null, alpha, beta);
    }
  }

  /// @param bias `[n]`, added to every row; or null
  void gemm(
      GemmGeometry g, ClBuffer c, ClBuffer a, ClBuffer b, ClBuffer bias, float alpha, float beta) {
    if (g.m() == 0 || g.n() == 0 || g.outer() * g.inner() == 0) {
      return;
    }
    int width = cl.tuning().tileCols(g.n());
    if (cl.tuning().isLocal()) {
      int row = g.transB() ? 1 : g.ldb();
      int col = g.transB() ? g.ldb() : 1;
      ClKernel kernel = cl.tileKernel("gemm_local", "gemm_local", width);
      arguments(kernel, g, c, a, b, bias, row, col, g.b(), alpha, beta);
      cl.launchLocalTiles(kernel, g.m(), g.n(), width, g.outer() * g.inner());
    } else {
      ClPack.Panels p = pack.panels(g, b, width);
      ClKernel kernel = cl.tileKernel("gemm", "gemm_tile", width);
      arguments(kernel, g, c, a, p.data(), bias, p.row(), p.panel(), p.stride(), alpha, beta);
      cl.launchTiles(kernel, g.m(), g.n(), width, g.outer() * g.inner());
    }
  }

  /// @param bRow the distance between rows of B
  /// @param bNext the distance between its panels, or between its columns
  private static void arguments(
      ClKernel kernel,
      GemmGeometry g,
      ClBuffer c,
      ClBuffer a,
      ClBuffer b,
      ClBuffer bias,
      int bRow,
      int bNext,
      Stride bStride,
      float alpha,
      float beta) {
    kernel.array(c).array(a).array(b).array(bias);
    kernel.number(g.m()).number(g.n()).number(g.k());
    kernel.number(g.transA() ? 1 : g.lda()).number(g.transA() ? g.lda() : 1);
    kernel.number(bRow).number(bNext).number(g.ldc());
    kernel.number(g.inner()).number(g.a().outer()).number(g.a().inner());
    kernel.number(bStride.outer()).number(bStride.inner());
    kernel.number(g.c().outer()).number(g.c().inner()).number(alpha).number(beta);
    kernel.flops(2.0 * g.outer() * g.inner() * g.m() * g.n() * g.k());
  }
}
