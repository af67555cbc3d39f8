package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.IndexGeometry;
import java.util.Map;

/// What moves the values of x [rows, cols] within a device's memory.
///
/// @param name `copy`, `transpose`, or `select rows`: every other one, as of an embedding
record MoveCase(String name, int rows, int cols) implements Case {
  @Override
  public String family() {
    return "move";
  }

  @Override
  public Map<String, String> shape() {
    return Case.shape("rows", rows, "cols", cols);
  }

  private int moved() {
    return (name.equals("select rows") ? rows / 2 : rows) * cols;
  }

  @Override
  public double flop() {
    return 0;
  }

  @Override
  public double bytes() {
    return 8.0 * moved();
  }

  @Override
  public double bound(String result) {
    return 0;
  }

  @Override
  public Work prepare(Backend backend) {
    Operands o = new Operands(backend);
    float[] numbers = new float[rows / 2];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = 2 * i;
    }
    int[] dims = {rows, cols};
    int[] axes = {1, 0};
    IndexGeometry g = new IndexGeometry(1, rows, rows / 2, cols);
    Buffer x = o.normal("move x", rows * cols);
    Buffer ids = o.of(numbers);
    Buffer y = o.output("y", moved());
    return o.work(
        switch (name) {
          case "copy" -> () -> backend.memory().copy(y, x, rows * cols);
          case "transpose" -> () -> backend.memory().permute(y, x, dims, axes);
          case "select rows" -> () -> backend.indexing().select(y, x, ids, g);
          default -> throw new IllegalArgumentException("there is no move '" + name + "'");
        });
  }
}
