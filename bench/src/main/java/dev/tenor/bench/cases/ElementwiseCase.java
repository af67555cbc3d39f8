package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.Broadcast;
import dev.tenor.engine.backend.Buffer;
import java.util.Map;

/// Functions of two matrices [rows, cols], and dropout.
///
/// @param name `add`, `add row`: of a vector to every row, `divide column`: by one number for each
///   row, or `dropout`
record ElementwiseCase(String name, int rows, int cols) implements Case {
  @Override
  public String family() {
    return "elementwise";
  }

  @Override
  public Map<String, String> shape() {
    return Case.shape("rows", rows, "cols", cols);
  }

  private int numel() {
    return rows * cols;
  }

  @Override
  public double flop() {
    return numel();
  }

  @Override
  public double bytes() {
    return (name.equals("add") ? 12.0 : 8.0) * numel();
  }

  @Override
  public Work prepare(Backend backend) {
    Operands o = new Operands(backend);
    Buffer x = o.normal("binary a", numel());
    Buffer b = o.normal("binary b", numel());
    Buffer y = o.output("y", numel());
    Broadcast column =
        Broadcast.of(new int[] {rows, cols}, new int[] {rows, cols}, new int[] {rows, 1});
    return o.work(
        switch (name) {
          case "add" -> () -> backend.elementwise().binary(BinaryFn.ADD, y, x, b, numel());
          case "add row" ->
              () -> backend.elementwise().binaryBroadcast(BinaryFn.ADD, y, x, b, 1, rows, cols);
          case "divide column" ->
              () -> backend.elementwise().binaryStrided(BinaryFn.DIV, y, x, b, column);
          case "dropout" -> () -> backend.elementwise().dropout(y, x, 0.3f, 1, 2, numel());
          default -> throw new IllegalArgumentException("there is no operation '" + name + "'");
        });
  }
}
