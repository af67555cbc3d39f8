package dev.tenor.engine.autograd;

import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.function.Supplier;

/// Compares gradients with central finite differences, to prove an op of one's own or a whole loss:
/// along random directions, and at single elements.
///
/// ```java
/// GradientCheck.of(
///         pool, (pass, in) -> Ops.matmul(pass, in[0], in[1]), Shape.of(3, 4), Shape.of(4, 2))
///     .require();
/// ```
///
/// The output, whatever its shape, is weighted by seeded random numbers and added up in double. Use
/// the `scalar` backend, which computes in double inside, and inputs of about size 1 that are no
/// closer than 0.02 to a kink of the function: there, a difference quotient is no slope.
public final class GradientCheck {
  private static final double STEP = 1e-2;
  private static final int DIRECTIONS = 3;
  private static final int ELEMENTS = 6;
  private static final int MOST_ELEMENTS = 200;

  /// A value with a gradient.
  public record Input(Shape shape, float[] values) {}

  /// What is checked: a function of the inputs. Everything else it needs it makes by itself, such
  /// as constants.
  @FunctionalInterface
  public interface Body {
    Tensor apply(Pass pass, Tensor[] in);
  }

  /// The comparison that was worst in relation to its bound.
  ///
  /// @param input the number of the input, from 0
  /// @param element its element, row-major, or −1 for a random direction through all of them
  /// @param analytic the derivative by the backward pass
  /// @param numeric the derivative by finite differences
  /// @param bound how far apart they may be by rounding
  public record Report(int input, int element, double analytic, double numeric, double bound) {
    /// Whether all gradients are right.
    public boolean passes() {
      return badness() <= 1;
    }

    private double badness() {
      double ratio = Math.abs(analytic - numeric) / bound;
      return Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio;
    }

    /// Returns this, or throws if a gradient is wrong.
    ///
    /// @throws IllegalStateException with this report as its message
    public Report require() {
      if (!passes()) {
        throw new IllegalStateException(toString());
      }
      return this;
    }

    @Override
    public String toString() {
      String where = element < 0 ? "a direction" : "element " + element;
      return "gradient check: input "
          + input
          + ", "
          + where
          + ": analytic "
          + analytic
          + ", numeric "
          + numeric
          + ", bound "
          + bound
          + (passes()
              ? ""
              : "; backward does not fit forward, or the input lies at a kink of the function");
    }
  }

  private final Supplier<Pass> passes;
  private final Body body;
  private final Input[] inputs;
  private float[] weights;

  private GradientCheck(Supplier<Pass> passes, Body body, Input... inputs) {
    this.passes = passes;
    this.body = body;
    this.inputs = inputs;
  }

  /// Checks the gradients of all inputs.
  ///
  /// @param passes opens a pass that records, such as `Pass.recording(pool)`, or a training pass
  ///   that has always the same seed and step
  /// @return the worst comparison; a wrong gradient is looked for element by element
  public static Report of(Supplier<Pass> passes, Body body, Input... inputs) {
    if (inputs.length == 0) {
      throw new IllegalArgumentException("gradient check: no input has a gradient; give one");
    }
    return new GradientCheck(passes, body, inputs).run();
  }

  /// The same for seeded standard normal inputs of these shapes, in passes that compute as in
  /// prediction.
  ///
  /// @param pool of the `scalar` backend
  public static Report of(BufferPool pool, Body body, Shape... shapes) {
    RandomStream random = RandomStream.of(1, "gradient check");
    Input[] inputs = new Input[shapes.length];
    for (int i = 0; i < shapes.length; i++) {
      inputs[i] = new Input(shapes[i], normal(random, shapes[i].numel()));
    }
    return of(() -> Pass.recording(pool), body, inputs);
  }

  private Report run() {
    float[][] grads = gradients();
    Report worst = new Report(0, -1, 0, 0, 1);
    for (int i = 0; i < grads.length; i++) {
      int n = grads[i].length;
      if (n > 0) {
        RandomStream random = RandomStream.of(3, "gradient check of input " + i);
        for (int d = 0; d < DIRECTIONS; d++) {
          worst = worse(worst, compared(i, -1, unit(normal(random, n)), grads[i]));
        }
        for (int e = 0; e < Math.min(ELEMENTS, n); e++) {
          worst = worse(worst, at(i, random.nextInt(n), grads[i]));
        }
      }
    }
    return worst.passes() || worst.element() >= 0 ? worst : worstElement(worst, grads);
  }

  /// A direction says that something is wrong; an element says where.
  private Report worstElement(Report direction, float[][] grads) {
    float[] grad = grads[direction.input()];
    Report worst = new Report(direction.input(), 0, 0, 0, 1);
    for (int e = 0; e < Math.min(MOST_ELEMENTS, grad.length); e++) {
      worst = worse(worst, at(direction.input(), e, grad));
    }
    return worst.passes() ? direction : worst;
  }

  private Report at(int input, int element, float[] grad) {
    float[] direction = new float[grad.length];
    direction[element] = 1;
    return compared(input, element, direction, grad);
  }

  private static Report worse(Report a, Report b) {
    return b.badness() > a.badness() ? b : a;
  }

  private Tensor[] variables(Pass pass, int moved, float[] values) {
    Tensor[] in = new Tensor[inputs.length];
    for (int i = 0; i < in.length; i++) {
      in[i] = pass.variable(inputs[i].shape(), i == moved ? values : inputs[i].values());
    }
    return in;
  }

  private float[][] gradients() {
    try (Pass pass = passes.get()) {
      Tensor[] in = variables(pass, -1, null);
      Tensor out = body.apply(pass, in);
      weights = normal(RandomStream.of(2, "gradient check"), out.shape().numel());
      pass.backward(out, weights);
      float[][] grads = new float[in.length][];
      for (int i = 0; i < in.length; i++) {
        grads[i] = pass.grad(in[i]);
      }
      return grads;
    }
  }

  /// The derivative along `direction` by a five-point stencil, whose error is of fourth order in
  /// the step, against the scalar product with the gradient.
  private Report compared(int input, int element, float[] direction, float[] grad) {
    double numeric =
        (8 * (loss(input, direction, STEP) - loss(input, direction, -STEP))
                - (loss(input, direction, 2 * STEP) - loss(input, direction, -2 * STEP)))
            / (12 * STEP);
    double analytic = 0;
    double norm = 0;
    for (int j = 0; j < grad.length; j++) {
      analytic += (double) grad[j] * direction[j];
      norm += (double) grad[j] * grad[j];
    }
    // Outputs are rounded to 2^-24 of their size; the step turns that into about 1e-4 of the norm.
    double bound = 2e-3 * Math.abs(analytic) + 5e-4 * Math.sqrt(norm) + 1e-4;
    return new Report(input, element, analytic, numeric, bound);
  }

  private double loss(int input, float[] direction, double step) {
    float[] moved = inputs[input].values().clone();
    for (int j = 0; j < moved.length; j++) {
      moved[j] += (float) (step * direction[j]);
    }
    try (Pass pass = passes.get()) {
      float[] output = pass.read(body.apply(pass, variables(pass, input, moved)));
      double sum = 0;
      for (int i = 0; i < output.length; i++) {
        sum += (double) output[i] * weights[i];
      }
      return sum;
    }
  }

  private static float[] normal(RandomStream random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
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
}
