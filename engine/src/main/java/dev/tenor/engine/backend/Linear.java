package dev.tenor.engine.backend;

/// Fully connected layers, x [m,k], w [n,k] (PyTorch's layout), y [m,n].
public interface Linear<B extends Buffer> {
  /// y = x·Wᵀ + bias; bias `[n]` or null.
  void forward(B y, B x, B w, B bias, int m, int n, int k);

  /// How many floats [#pack] writes; 0 if the backend has no better layout for weights.
  default int packedLength(int n, int k) {
    return 0;
  }

  /// Copies w [n,k] to the layout that [#forwardPacked] reads.
  default void pack(B packed, B w, int n, int k) {
    throw new UnsupportedOperationException("this backend packs no weights");
  }

  /// The same as [#forward], bit for bit, with packed weights.
  default void forwardPacked(B y, B x, B packed, B bias, int m, int n, int k) {
    throw new UnsupportedOperationException("this backend packs no weights");
  }
}
