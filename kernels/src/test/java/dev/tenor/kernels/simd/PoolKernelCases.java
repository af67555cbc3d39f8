package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.PoolGeometry;
import java.util.List;

/// Pooling and interpolation. See [KernelCase].
final class PoolKernelCases {
  private static final int BATCH = 2;

  private PoolKernelCases() {}

  static void addTo(List<KernelCase> cases) {
    pooling(cases);
    resampling(cases, 61, 37);
  }

  private static void pooling(List<KernelCase> cases) {
    PoolGeometry halves = new PoolGeometry(BATCH, 156, 20, 32, 2, 2, 2, 2);
    int in = BATCH * 156 * 20 * 32;
    cases.add(
        new KernelCase(
            "average pool",
            m -> {
              Buffer y = m.output("y", in / 4);
              Buffer x = m.input("x", in);
              return () -> m.backend().pooling().average(y, x, halves);
            }));
    cases.add(
        new KernelCase(
            "average pool backward",
            m -> {
              Buffer dx = m.output("dx", in);
              Buffer dy = m.input("dy", in / 4);
              return () -> m.backend().pooling().averageBackward(dx, dy, halves);
            }));
    maxPool(cases, halves);
    maxPool(cases, new PoolGeometry(3, 41, 23, 37, 3, 3, 2, 2, 1, 1));
  }

  private static void maxPool(List<KernelCase> cases, PoolGeometry g) {
    int in = g.batch() * g.height() * g.width() * g.channels();
    int out = g.batch() * g.outH() * g.outW() * g.channels();
    cases.add(
        new KernelCase(
            "max pool " + g.kernelH(),
            m -> {
              Buffer y = m.output("y", out);
              Buffer index = m.output("index", out);
              Buffer x = m.input("x", in);
              return () -> m.backend().pooling().max(y, index, x, g);
            }));
    cases.add(
        new KernelCase(
            "max pool backward " + g.kernelH(),
            m -> {
              Buffer dx = m.output("dx", in);
              Buffer y = m.input("y", out);
              Buffer index = m.input("index", out);
              Buffer x = m.input("x", in);
              Buffer dy = m.input("dy", out);
              m.backend().pooling().max(y, index, x, g);
              return () -> m.backend().pooling().maxBackward(dx, dy, index, g);
            }));
  }

  /// Two taps for each of twice as many rows.
  private static void resampling(List<KernelCase> cases, int in, int inner) {
    int out = 2 * in;
    cases.add(
        new KernelCase(
            "resampling",
            m -> {
              float[] table = new float[4 * out];
              for (int i = 0; i < out; i++) {
                table[4 * i] = Math.min(i / 2, in - 2);
                table[4 * i + 1] = 2;
                table[4 * i + 2] = 0.25f;
                table[4 * i + 3] = 0.75f;
              }
              Buffer windows = m.input(table);
              Buffer y = m.output("y", BATCH * out * inner);
              Buffer x = m.input("x", BATCH * in * inner);
              return () ->
                  m.backend().resampling().alongAxis(y, x, windows, BATCH, in, out, inner, 2);
            }));
  }
}
