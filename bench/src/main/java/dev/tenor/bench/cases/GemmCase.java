package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.GemmGeometry;
import java.util.Map;

/// C = op(A)·op(B), C [m,n], row-major.
///
/// @param trans for A and B: n as they are, t transposed
record GemmCase(int m, int n, int k, String trans) implements Case {
  @Override
  public String family() {
    return "gemm";
  }

  @Override
  public String name() {
    return trans;
  }

  @Override
  public Map<String, String> shape() {
    return Case.shape("m", m, "n", n, "k", k);
  }

  @Override
  public double flop() {
    return 2.0 * m * n * k;
  }

  @Override
  public double bytes() {
    return 4.0 * ((double) m * k + (double) k * n + (double) m * n);
  }

  @Override
  public double bound(String result) {
    return 1e-11;
  }

  @Override
  public Work prepare(Backend backend) {
    GemmGeometry g = GemmGeometry.of(trans.charAt(0) == 't', trans.charAt(1) == 't', m, n, k);
    Operands operands = new Operands(backend);
    Buffer a = operands.normal("gemm a", m * k);
    Buffer b = operands.normal("gemm b", k * n);
    Buffer c = operands.output("c", m * n);
    return operands.work(() -> backend.gemm().gemm(g, c, a, b, 1, 0));
  }
}
