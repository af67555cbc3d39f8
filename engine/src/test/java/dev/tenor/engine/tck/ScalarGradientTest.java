package dev.tenor.engine.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.GradientCheck;
import dev.tenor.engine.autograd.GradientCheck.Report;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
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
    List<float[]> values = op.values();
    List<GradientCheck.Input> variables = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (op.inputs().get(i).hasGradient()) {
        variables.add(new GradientCheck.Input(op.inputs().get(i).shape(), values.get(i)));
      }
    }
    try (BufferPool pool = new BufferPool(new ScalarBackend())) {
      Report report =
          GradientCheck.of(
              () -> OpRun.open(op, pool),
              (pass, in) -> op.apply(pass, all(op, pass, values, in)),
              variables.toArray(GradientCheck.Input[]::new));
      assertTrue(report.passes(), () -> op + ": " + report);
    }
  }

  /// All inputs of a case: the given variables, and constants in between.
  private static Tensor[] all(OpCase op, Pass pass, List<float[]> values, Tensor[] variables) {
    Tensor[] in = new Tensor[values.size()];
    int next = 0;
    for (int i = 0; i < in.length; i++) {
      OpCase.Input input = op.inputs().get(i);
      in[i] = input.hasGradient() ? variables[next++] : pass.constant(input.shape(), values.get(i));
    }
    return in;
  }
}
