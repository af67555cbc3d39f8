package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.PoolGeometry;
import java.util.Map;

/// Pooling over windows that do not overlap.
///
/// @param name `average`, `average gradient`, `max` or `max gradient`
record PoolCase(String name, int batch, int side, int channels, int window) implements Case {
  @Override
  public String family() {
    return "pooling";
  }

  @Override
  public Map<String, String> shape() {
    return Case.shape(
        "batch", batch, "image", side + "x" + side, "channels", channels, "window", window);
  }

  private PoolGeometry geometry() {
    return new PoolGeometry(batch, side, side, channels, window, window, window, window);
  }

  private int inputs() {
    return batch * side * side * channels;
  }

  private int outputs() {
    return batch * geometry().outH() * geometry().outW() * channels;
  }

  @Override
  public double flop() {
    return inputs();
  }

  @Override
  public double bytes() {
    return 4.0 * ((double) inputs() + outputs() * (name.startsWith("max") ? 2.0 : 1.0));
  }

  @Override
  public Work prepare(Backend backend) {
    PoolGeometry g = geometry();
    Operands o = new Operands(backend);
    boolean backward = name.endsWith("gradient");
    Buffer x = backward ? o.output("dx", inputs()) : o.normal("pool x", inputs());
    Buffer y = backward ? o.normal("pool dy", outputs()) : o.output("y", outputs());
    Buffer index = o.filled(0, outputs());
    return o.work(
        switch (name) {
          case "average" -> () -> backend.pooling().average(y, x, g);
          case "average gradient" -> () -> backend.pooling().averageBackward(x, y, g);
          case "max" -> () -> backend.pooling().max(y, index, x, g);
          case "max gradient" -> () -> backend.pooling().maxBackward(x, y, index, g);
          default -> throw new IllegalArgumentException("there is no pooling '" + name + "'");
        });
  }
}
