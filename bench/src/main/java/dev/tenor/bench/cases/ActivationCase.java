package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.UnaryFn;
import java.util.Map;

/// A function of every element, or its gradient. Each counts as one operation.
record ActivationCase(UnaryFn fn, boolean backward, int n) implements Case {
  @Override
  public String family() {
    return "activation";
  }

  @Override
  public String name() {
    return fn.label() + (backward ? " gradient" : "");
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
    return (backward ? 12.0 : 8.0) * n;
  }

  @Override
  public Work prepare(Backend backend) {
    Operands o = new Operands(backend);
    Buffer x = o.normal("activation x", n);
    Buffer y = o.filled(0, backward ? n : 0); // of forward: gradients read it, or x
    if (backward) {
      backend.elementwise().unary(fn, y, x, n);
    }
    Buffer dy = o.normal("activation dy", backward ? n : 0);
    Buffer out = o.output("y", n);
    return o.work(
        backward
            ? () -> backend.elementwise().unaryBackward(fn, out, dy, x, y, n)
            : () -> backend.elementwise().unary(fn, out, x, n));
  }
}
