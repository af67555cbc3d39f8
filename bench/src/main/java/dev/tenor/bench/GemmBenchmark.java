package dev.tenor.bench;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.GemmGeometry;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// C = op(A)·op(B). A size is one number for a cube or `m x n x k` without spaces; besides cubes,
/// the LSTM's, the feed-forward layer's and the classifier's products, and an odd one.
public class GemmBenchmark extends BackendBenchmark<GemmBenchmark.Operands> {
  @Param({"240", "480", "960", "32x192x48", "32x384x96", "32x4x48", "103x67x65"})
  String size;

  /// For A and B: n as they are, t transposed.
  @Param("nn")
  String trans;

  @Param({"1", "2"})
  int threads;

  /// The matrices on one backend.
  static final class Operands {
    private final Backend backend;
    private final GemmGeometry g;
    private final Buffer a;
    private final Buffer b;
    private final Buffer c;

    Operands(Backend backend, GemmGeometry g) {
      this.backend = backend;
      this.g = g;
      a = uploaded(backend, normal("gemm a", g.m() * g.k()));
      b = uploaded(backend, normal("gemm b", g.k() * g.n()));
      c = zeros(backend, g.m() * g.n());
    }

    void run() {
      backend.gemm().gemm(g, c, a, b, 1, 0);
    }

    float[] result() {
      run();
      return downloaded(backend, c);
    }
  }

  @Override
  int threads() {
    return threads;
  }

  @Override
  Operands build(Backend backend) {
    GemmGeometry g = geometry(size, trans);
    work(2.0 * g.m() * g.n() * g.k(), 4.0 * (g.m() * g.k() + g.k() * g.n() + g.m() * g.n()));
    return new Operands(backend, g);
  }

  private static GemmGeometry geometry(String size, String trans) {
    if (!size.matches("[1-9]\\d{0,4}|[1-9]\\d{0,4}x[1-9]\\d{0,4}x[1-9]\\d{0,4}")
        || !trans.matches("[nt]{2}")) {
      throw new IllegalArgumentException(
          "gemm: size '"
              + size
              + "' must be a number or MxNxK, and trans '"
              + trans
              + "' one of nn, nt, tn, tt");
    }
    int[] dims = Arrays.stream(size.split("x")).mapToInt(Integer::parseInt).toArray();
    boolean cube = dims.length == 1;
    return GemmGeometry.of(
        trans.charAt(0) == 't',
        trans.charAt(1) == 't',
        dims[0],
        cube ? dims[0] : dims[1],
        cube ? dims[0] : dims[2]);
  }

  @Override
  void verify(Operands actual, Operands expected) {
    requireClose("gemm " + size, actual.result(), expected.result(), 1e-11);
  }

  @Benchmark
  public void gemm() {
    subject().run();
    finish();
  }
}
