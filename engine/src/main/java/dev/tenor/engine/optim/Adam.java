package dev.tenor.engine.optim;

import dev.tenor.engine.backend.AdamStep;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.nn.ParameterSlab;

/// Adam (Kingma and Ba 2015) or AdamW (Loshchilov and Hutter 2019): one pass over the slab a step.
public final class Adam implements AutoCloseable {
  /// The settings; the defaults are PyTorch's.
  ///
  /// @param weightDecay added to the gradient as weightDecay·value, or with `decoupled` (AdamW)
  ///   taken off the value as lr·weightDecay·value
  public record Config(
      double beta1, double beta2, double eps, double weightDecay, boolean decoupled) {
    public Config {
      if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
        throw new IllegalArgumentException(
            "adam: betas " + beta1 + " and " + beta2 + " must be in [0, 1)");
      }
      if (!(eps > 0) || !(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
        throw new IllegalArgumentException(
            "adam: eps "
                + eps
                + " must be positive and weight decay "
                + weightDecay
                + " finite and not negative");
      }
    }

    public static Config of(double weightDecay) {
      return new Config(0.9, 0.999, 1e-8, weightDecay, false);
    }
  }

  private final ParameterSlab slab;
  private final Config config;
  private final Buffer m;
  private final Buffer v;
  private long steps;

  public Adam(ParameterSlab slab, Config config) {
    this.slab = slab;
    this.config = config;
    Backend backend = slab.backend();
    int n = slab.values().length();
    m = backend.memory().allocate(n);
    v = backend.memory().allocate(n);
    backend.memory().fill(m, 0, n);
    backend.memory().fill(v, 0, n);
  }

  /// Moves the values by one step along the slab's gradients.
  public void step(double lr) {
    steps++;
    AdamStep step =
        new AdamStep(
            lr,
            config.beta1(),
            config.beta2(),
            config.eps(),
            config.weightDecay(),
            config.decoupled(),
            1 - Math.pow(config.beta1(), steps),
            1 - Math.pow(config.beta2(), steps));
    slab.backend()
        .optimization()
        .adam(slab.values(), slab.grads(), m, v, step, slab.values().length());
  }

  /// How many steps were made.
  public long steps() {
    return steps;
  }

  /// The first and second moments and the step count, copied to the host.
  public State state() {
    return new State(read(m), read(v), steps);
  }

  private float[] read(Buffer buffer) {
    float[] values = new float[buffer.length()];
    slab.backend().memory().download(values, 0, buffer, values.length);
    return values;
  }

  /// Continues from a saved state.
  ///
  /// @throws IllegalArgumentException if its length is not the slab's
  public void restore(State state) {
    if (state.m().length != m.length() || state.v().length != v.length()) {
      throw new IllegalArgumentException(
          "adam: a state of "
              + state.m().length
              + " values does not fit "
              + m.length()
              + " parameters");
    }
    slab.backend().memory().upload(m, state.m(), 0, m.length());
    slab.backend().memory().upload(v, state.v(), 0, v.length());
    steps = state.steps();
  }

  /// What Adam remembers between steps.
  public record State(float[] m, float[] v, long steps) {}

  @Override
  public void close() {
    slab.backend().memory().release(m);
    slab.backend().memory().release(v);
  }
}
