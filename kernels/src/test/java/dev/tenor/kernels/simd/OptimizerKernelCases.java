package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.AdamStep;
import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.RmsPropStep;
import dev.tenor.engine.backend.SgdStep;
import java.util.List;

/// The updates of the optimisers. See [KernelCase].
final class OptimizerKernelCases {
  private OptimizerKernelCases() {}

  static void addTo(List<KernelCase> cases) {
    int n = 70_001;
    cases.add(
        new KernelCase(
            "adam " + n,
            m -> {
              Buffer values = m.output("values", n);
              Buffer first = m.output("m", n);
              Buffer grads = m.input("grads", n);
              Buffer second = m.output("v", n);
              m.backend().elementwise().binary(BinaryFn.MUL, second, second, second, n);
              AdamStep step = new AdamStep(1e-3, 0.9, 0.999, 1e-8, 1e-4, true, 0.1, 1e-3);
              return () -> m.backend().optimization().adam(values, grads, first, second, step, n);
            }));
    cases.add(
        new KernelCase(
            "momentum " + n,
            m -> {
              Buffer values = m.output("values", n);
              Buffer grads = m.input("grads", n);
              Buffer velocity = m.output("velocity", n);
              SgdStep step = new SgdStep(1e-3, 0.9, true, 1e-4);
              return () -> m.backend().optimization().momentum(values, grads, velocity, step, n);
            }));
    cases.add(
        new KernelCase(
            "rmsprop " + n,
            m -> {
              Buffer values = m.output("values", n);
              Buffer grads = m.input("grads", n);
              Buffer square = m.output("square", n);
              Buffer velocity = m.output("velocity", n);
              m.backend().elementwise().binary(BinaryFn.MUL, square, square, square, n);
              RmsPropStep step = new RmsPropStep(1e-3, 0.99, 1e-8, 0.9, 1e-4);
              return () ->
                  m.backend().optimization().rmsProp(values, grads, square, velocity, step, n);
            }));
  }
}
