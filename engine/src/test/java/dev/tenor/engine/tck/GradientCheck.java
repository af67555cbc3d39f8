package dev.tenor.engine.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/// Compares gradients with central finite differences: along random directions, and at single
/// elements.
final class GradientCheck {
  private static final double STEP = 1e-2;
  private static final int DIRECTIONS = 3;
  private static final int ELEMENTS = 6;

  private GradientCheck() {}

  static void check(OpCase op, BufferPool pool) {
    List<float[]> values = op.values();
    float[][] grads = OpRun.of(op, pool, values).grads();
    for (int i = 0; i < grads.length; i++) {
      if (grads[i] != null) {
        for (int d = 0; d < DIRECTIONS; d++) {
          String name = "direction " + d + " of input " + i + " of " + op;
          along(op, pool, values, i, unit(OpRun.direction(name, grads[i].length)), grads[i]);
        }
        RandomStream random = RandomStream.of(3, "elements of " + op);
        for (int e = 0; e < Math.min(ELEMENTS, grads[i].length); e++) {
          float[] direction = new float[grads[i].length];
          direction[random.nextInt(direction.length)] = 1;
          along(op, pool, values, i, direction, grads[i]);
        }
      }
    }
  }

  private static float[] unit(float[] direction) {
    double norm = 0;
    for (float d : direction) {
      norm += (double) d * d;
    }
    for (int j = 0; j < direction.length; j++) {
      direction[j] /= (float) Math.sqrt(norm);
    }
    return direction;
  }

  /// The derivative along `direction` by a five-point stencil, whose error is of fourth order in
  /// the step, against the scalar product with the gradient.
  private static void along(
      OpCase op,
      BufferPool pool,
      List<float[]> values,
      int input,
      float[] direction,
      float[] grad) {
    double numeric =
        (8
                    * (loss(op, pool, values, input, direction, STEP)
                        - loss(op, pool, values, input, direction, -STEP))
                - (loss(op, pool, values, input, direction, 2 * STEP)
                    - loss(op, pool, values, input, direction, -2 * STEP)))
            / (12 * STEP);
    double analytic = 0;
    double norm = 0;
    for (int j = 0; j < grad.length; j++) {
      analytic += (double) grad[j] * direction[j];
      norm += (double) grad[j] * grad[j];
    }
    // Outputs are rounded to 2^-24 of their size; the step turns that into about 1e-4 of the norm.
    double bound = 2e-3 * Math.abs(analytic) + 5e-4 * Math.sqrt(norm) + 1e-4;
    double difference = Math.abs(numeric - analytic);
    String message =
        op
            + ", input "
            + input
            + ": numeric "
            + numeric
            + ", analytic "
            + analytic
            + ", bound "
            + bound;
    assertTrue(difference <= bound, message);
  }

  private static double loss(
      OpCase op, BufferPool pool, List<float[]> values, int input, float[] direction, double step) {
    float[] moved = values.get(input).clone();
    for (int j = 0; j < moved.length; j++) {
      moved[j] += (float) (step * direction[j]);
    }
    List<float[]> changed = new ArrayList<>(values);
    changed.set(input, moved);
    return OpRun.loss(op, pool, changed);
  }
}
