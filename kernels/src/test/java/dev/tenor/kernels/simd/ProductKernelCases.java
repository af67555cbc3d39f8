package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.GemmGeometry;
import java.util.List;

/// Products of matrices and fully connected layers. See [KernelCase].
final class ProductKernelCases {
  private ProductKernelCases() {}

  static void addTo(List<KernelCase> cases) {
    for (int[] s :
        new int[][] {
          {288, 192, 128}, {103, 107, 601}, {1, 384, 96}, {288, 4, 64}, {33, 150, 530}
        }) {
      for (int t = 0; t < 4; t++) {
        GemmGeometry g = GemmGeometry.of((t & 1) != 0, (t & 2) != 0, s[0], s[1], s[2]);
        cases.add(
            new KernelCase(
                "gemm " + s[0] + "x" + s[1] + "x" + s[2] + " transposed " + t,
                m -> {
                  Buffer c = m.output("c", s[0] * s[1]);
                  Buffer a = m.input("a", s[0] * s[2]);
                  Buffer b = m.input("b", s[1] * s[2]);
                  return () -> m.backend().gemm().gemm(g, c, a, b, 0.5f, 0.25f);
                }));
      }
      cases.add(
          new KernelCase(
              "linear " + s[0] + "x" + s[1] + "x" + s[2],
              m -> {
                Buffer y = m.output("y", s[0] * s[1]);
                Buffer x = m.input("x", s[0] * s[2]);
                Buffer w = m.input("w", s[1] * s[2]);
                Buffer bias = m.input("bias", s[1]);
                return () -> m.backend().linear().forward(y, x, w, bias, s[0], s[1], s[2]);
              }));
    }
  }
}
