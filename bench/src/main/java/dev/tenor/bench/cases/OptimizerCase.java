package dev.tenor.bench.cases;

import dev.tenor.engine.backend.AdamStep;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.RmsPropStep;
import dev.tenor.engine.backend.SgdStep;
import java.util.Map;

/// One update of n parameters.
///
/// @param name `adam`, `adamw`, `momentum` or `rmsprop`
record OptimizerCase(String name, int n) implements Case {
  private static final double LR = 1e-4;

  @Override
  public String family() {
    return "optimizer";
  }

  @Override
  public Map<String, String> shape() {
    return Case.shape("n", n);
  }

  @Override
  public double flop() {
    return switch (name) {
      case "momentum" -> 4.0 * n;
      case "rmsprop" -> 9.0 * n;
      default -> 14.0 * n;
    };
  }

  /// Reads values, gradients and what the optimiser keeps; writes all but the gradients.
  @Override
  public double bytes() {
    return 4.0 * (name.equals("momentum") ? 5 : 7) * n;
  }

  @Override
  public Work prepare(Backend backend) {
    Operands o = new Operands(backend);
    Buffer values = o.output("values", o.normal("optimizer values", n));
    Buffer grads = o.normal("optimizer grads", n);
    Buffer m = o.filled(0, n);
    Buffer v = o.filled(0, n);
    AdamStep adam = new AdamStep(LR, 0.9, 0.999, 1e-8, 0.01, name.equals("adamw"), 0.1, 0.001);
    SgdStep sgd = new SgdStep(LR, 0.9, false, 0.01);
    RmsPropStep rms = new RmsPropStep(LR, 0.99, 1e-8, 0.9, 0.01);
    return o.work(
        switch (name) {
          case "adam", "adamw" -> () -> backend.optimization().adam(values, grads, m, v, adam, n);
          case "momentum" -> () -> backend.optimization().momentum(values, grads, v, sgd, n);
          case "rmsprop" -> () -> backend.optimization().rmsProp(values, grads, v, m, rms, n);
          default -> throw new IllegalArgumentException("there is no optimiser '" + name + "'");
        });
  }
}
