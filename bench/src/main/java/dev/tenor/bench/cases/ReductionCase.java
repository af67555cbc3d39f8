package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import java.util.Map;

/// Sums and the like of x [rows, cols]: over its rows (`sum of columns`) or within each.
///
/// @param name `sum of rows`, `sum of columns`, `max of rows`, `cumulative sum` or `sum of squares`
record ReductionCase(String name, int rows, int cols) implements Case {
  @Override
  public String family() {
    return "reduction";
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
    return (name.equals("sum of squares") ? 2.0 : 1.0) * numel();
  }

  @Override
  public double bytes() {
    return (name.equals("cumulative sum") ? 8.0 : 4.0) * numel();
  }

  @Override
  public Work prepare(Backend backend) {
    Operands o = new Operands(backend);
    Buffer x = o.normal("reduction x", numel());
    Buffer place = o.filled(0, rows);
    Buffer y = o.output("y", results());
    return o.work(
        switch (name) {
          case "sum of rows" -> () -> backend.reductions().sumAxis(y, x, rows, cols, 1, 1, false);
          case "sum of columns" ->
              () -> backend.reductions().sumAxis(y, x, 1, rows, cols, 1, false);
          case "max of rows" ->
              () -> backend.reductions().extreme(y, place, x, true, rows, cols, 1);
          case "cumulative sum" ->
              () -> backend.reductions().cumulativeSum(y, x, rows, cols, 1, false);
          case "sum of squares" -> () -> backend.reductions().sumOfSquares(y, x, numel());
          default -> throw new IllegalArgumentException("there is no reduction '" + name + "'");
        });
  }

  private int results() {
    return switch (name) {
      case "sum of columns" -> cols;
      case "cumulative sum" -> numel();
      case "sum of squares" -> 1;
      default -> rows;
    };
  }
}
