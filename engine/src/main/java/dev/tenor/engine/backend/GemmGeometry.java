package dev.tenor.engine.backend;

/// The shape of C = alpha · op(A)·op(B) + beta · C, row-major, where op(A) is [m,k], op(B) is [k,n]
/// and C is [m,n]. With `transA`, A is stored as [k,m]; with `transB`, B is stored as [n,k]. `lda`,
/// `ldb`, `ldc` are the distances between stored rows.
///
/// The product is repeated over a two-level batch, `outer` × `inner`: matrix (o, i) of A starts at
/// `o·a.outer() + i·a.inner()`, and likewise for B and C. Two levels let attention read its heads
/// in place from [B, T, H·D]; a stride of 0 shares one matrix over the batch (not for C).
public record GemmGeometry(
    boolean transA,
    boolean transB,
    int m,
    int n,
    int k,
    int lda,
    int ldb,
    int ldc,
    int outer,
    int inner,
    Stride a,
    Stride b,
    Stride c) {

  /// Distances between the matrices of a two-level batch.
  public record Stride(int outer, int inner) {
    public static final Stride NONE = new Stride(0, 0);
  }

  public GemmGeometry {
    if (m < 0 || n < 0 || k < 0 || outer < 0 || inner < 0) {
      throw new IllegalArgumentException(
          "gemm: a negative size in m="
              + m
              + " n="
              + n
              + " k="
              + k
              + " batch="
              + outer
              + "x"
              + inner);
    }
    if (lda < (transA ? m : k) || ldb < (transB ? k : n) || ldc < n) {
      throw new IllegalArgumentException(
          "gemm: a leading dimension is shorter than its row: lda="
              + lda
              + " ldb="
              + ldb
              + " ldc="
              + ldc
              + " for m="
              + m
              + " n="
              + n
              + " k="
              + k);
    }
  }

  /// One product of densely stored matrices.
  public static GemmGeometry of(boolean transA, boolean transB, int m, int n, int k) {
    return new GemmGeometry(
        transA,
        transB,
        m,
        n,
        k,
        transA ? m : k,
        transB ? k : n,
        n,
        1,
        1,
        Stride.NONE,
        Stride.NONE,
        Stride.NONE);
  }

  /// The same product with other distances between rows.
  public GemmGeometry leading(int lda, int ldb, int ldc) {
    return new GemmGeometry(transA, transB, m, n, k, lda, ldb, ldc, outer, inner, a, b, c);
  }

  /// The same product for every matrix of a batch.
  public GemmGeometry batched(int outer, int inner, Stride a, Stride b, Stride c) {
    return new GemmGeometry(transA, transB, m, n, k, lda, ldb, ldc, outer, inner, a, b, c);
  }
}
