package dev.tenor.engine.backend;

/// Matrix products.
public interface Gemm {
  /// C = alpha · op(A)·op(B) + beta · C; with beta = 0, C is not read. Every element of C adds its
  /// k products in the same order whatever m, n and the batch are, so a row's result does not
  /// depend on its neighbours.
  void gemm(GemmGeometry g, Buffer c, Buffer a, Buffer b, float alpha, float beta);

  /// y = x·Wᵀ + bias: x [m,k], w [n,k] (PyTorch's layout), bias `[n]` or null, y [m,n].
  void linear(Buffer y, Buffer x, Buffer w, Buffer bias, int m, int n, int k);

  /// How many floats [#packLinear] writes; 0 if the backend has no better layout for weights.
  default int linearPacked(int n, int k) {
    return 0;
  }

  /// Copies w [n,k] to the layout that [#packedLinear] reads.
  default void packLinear(Buffer packed, Buffer w, int n, int k) {
    throw new UnsupportedOperationException("this backend packs no weights");
  }

  /// The same as [#linear], bit for bit, with packed weights.
  default void packedLinear(Buffer y, Buffer x, Buffer packed, Buffer bias, int m, int n, int k) {
    throw new UnsupportedOperationException("this backend packs no weights");
  }
}
