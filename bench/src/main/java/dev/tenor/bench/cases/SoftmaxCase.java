package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import java.util.Map;

/// Softmax over rows and what is like it.
///
/// @param name `forward`, `gradient`, `log` or `cross-entropy`
record SoftmaxCase(String name, int rows, int cols) implements Case {
  @Override
  public String family() {
    return "softmax";
  }

  @Override
  public Map<String, String> shape() {
    return Case.shape("rows", rows, "cols", cols);
  }

  /// Exponentials count once.
  @Override
  public double flop() {
    return 5.0 * rows * cols;
  }

  @Override
  public double bytes() {
    return (name.equals("gradient") ? 12.0 : 8.0) * rows * cols;
  }

  @Override
  public Work prepare(Backend backend) {
    Operands o = new Operands(backend);
    Buffer x = o.normal("softmax x", rows * cols);
    Buffer dy = o.normal("softmax dy", name.equals("gradient") ? rows * cols : 0);
    Buffer labels = o.filled(cols - 1, rows);
    Buffer loss = o.output("loss", o.filled(1, 1));
    Buffer y = o.output("y", rows * cols);
    return o.work(
        switch (name) {
          case "forward" -> () -> backend.softmax().forward(y, x, rows, cols);
          case "gradient" -> () -> backend.softmax().backward(y, dy, x, rows, cols);
          case "log" -> () -> backend.softmax().logForward(y, x, rows, cols);
          case "cross-entropy" ->
              () -> backend.softmax().crossEntropy(loss, y, x, labels, rows, cols);
          default -> throw new IllegalArgumentException("there is no softmax '" + name + "'");
        });
  }
}
