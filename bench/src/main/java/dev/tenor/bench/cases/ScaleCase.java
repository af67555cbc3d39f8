package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import java.util.Map;

/// y = 0.5·x over n elements: the shortest case, and the one to begin another from.
record ScaleCase(int n) implements Case {
  @Override
  public String family() {
    return "elementwise";
  }

  @Override
  public String name() {
    return "scale";
  }

  @Override
  public Map<String, String> shape() {
    return Case.shape("n", n);
  }

  @Override
  public double flop() {
    return n;
  }

  @Override
  public double bytes() {
    return 2.0 * Float.BYTES * n;
  }

  @Override
  public Work prepare(Backend backend) {
    Operands operands = new Operands(backend);
    Buffer x = operands.normal("scale x", n);
    Buffer y = operands.output("y", n);
    return operands.work(() -> backend.elementwise().scale(y, x, 0.5f, n));
  }
}
