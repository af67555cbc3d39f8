package dev.tenor.engine.tck;

import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Finite differences prove the reference; the reference proves the other backends.
class ScalarGradientTest {
  static List<OpCase> cases() {
    return OpCases.all().stream().filter(OpCase::checksGradient).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void gradientsAreTheSlopesOfTheLoss(OpCase op) {
    try (BufferPool pool = new BufferPool(new ScalarBackend())) {
      GradientCheck.check(op, pool);
    }
  }
}
