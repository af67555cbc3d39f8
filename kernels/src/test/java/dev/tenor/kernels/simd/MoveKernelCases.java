package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Buffer;
import java.util.Arrays;
import java.util.List;

/// Copies, fills and permutations. See [KernelCase].
final class MoveKernelCases {
  private MoveKernelCases() {}

  static void addTo(List<KernelCase> cases) {
    int n = 5 * 37 * 67 * 33;
    cases.add(
        new KernelCase(
            "copy " + n,
            m -> {
              Buffer y = m.output("y", n);
              Buffer x = m.input("x", n);
              return () -> m.backend().memory().copy(y, x, n);
            }));
    cases.add(
        new KernelCase(
            "fill " + n,
            m -> {
              Buffer y = m.output("y", n);
              return () -> m.backend().memory().fill(y, 0.25f, n);
            }));
    for (int cols : new int[] {3, 61}) {
      cases.add(
          new KernelCase(
              "copy2d " + cols,
              m -> {
                Buffer y = m.output("y", 3001 * (cols + 2));
                Buffer x = m.input("x", 3001 * (cols + 5));
                return () -> m.backend().memory().copy2d(y, cols + 2, x, cols + 5, 3001, cols);
              }));
    }
    for (int[] axes : new int[][] {{0, 2, 1, 3}, {0, 3, 1, 2}, {3, 2, 1, 0}, {0, 2, 3, 1}}) {
      cases.add(
          new KernelCase(
              "permute " + Arrays.toString(axes),
              m -> {
                Buffer y = m.output("y", n);
                Buffer x = m.input("x", n);
                int[] dims = {5, 37, 67, 33};
                return () -> m.backend().memory().permute(y, x, dims, axes);
              }));
    }
  }
}
