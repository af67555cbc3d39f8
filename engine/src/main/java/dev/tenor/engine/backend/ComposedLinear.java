package dev.tenor.engine.backend;

/// A product and a sum: the specification of [Linear], and the default of every backend.
final class ComposedLinear<B extends Buffer> implements Linear<B> {
  private final Gemm<B> gemm;
  private final Elementwise<B> elementwise;

  public ComposedLinear(Gemm<B> gemm, Elementwise<B> elementwise) {
    this.gemm = gemm;
    this.elementwise = elementwise;
  }

  @Override
  public void forward(B y, B x, B w, B bias, int m, int n, int k) {
    gemm.gemm(GemmGeometry.of(false, true, m, n, k), y, x, w, 1, 0);
    if (bias != null) {
      elementwise.binaryBroadcast(BinaryFn.ADD, y, y, bias, 1, m, n);
    }
  }
}
