package dev.tenor.engine.backend;

/// Matrix products.
public interface Gemm<B extends Buffer> {
  /// C = alpha · op(A)·op(B) + beta · C; with beta = 0, C is not read. Every element of C adds its
  /// k products in the same order whatever m, n and the batch are, so a row's result does not
  /// depend on its neighbours.
  void gemm(GemmGeometry g, B c, B a, B b, float alpha, float beta);
}
