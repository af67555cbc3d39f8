package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.UnaryFn;
import java.util.List;

/// Functions of single elements, dropout and sums of squares. See [KernelCase].
final class ElementwiseKernelCases {
  private ElementwiseKernelCases() {}

  static void addTo(List<KernelCase> cases) {
    int n = 70_001;
    for (UnaryFn fn : UnaryFn.values()) {
      cases.add(
          new KernelCase(
              fn + " " + n,
              m -> {
                Buffer y = m.output("y", n);
                Buffer x = m.input("x", n);
                return () -> m.backend().elementwise().unary(fn, y, x, n);
              }));
      cases.add(
          new KernelCase(
              fn + " backward " + n,
              m -> {
                Buffer dx = m.output("dx", n);
                Buffer dy = m.input("dy", n);
                Buffer x = m.input("x", n);
                Buffer y = m.input("x", n);
                return () -> m.backend().elementwise().unaryBackward(fn, dx, dy, x, y, n);
              }));
    }
    cases.add(
        new KernelCase(
            "dropout " + n,
            m -> {
              Buffer y = m.output("y", n);
              Buffer x = m.input("x", n);
              return () -> m.backend().elementwise().dropout(y, x, 0.2f, 5, 6, n);
            }));
    cases.add(
        new KernelCase(
            "sum of squares " + n,
            m -> {
              Buffer y = m.output("y", 1);
              Buffer x = m.input("x", n);
              return () -> m.backend().reductions().sumOfSquares(y, x, n);
            }));
  }
}
