package dev.tenor.engine.optim;

import dev.tenor.engine.backend.AdamStep;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.nn.ParameterSlab;

/// Adam (Kingma and Ba 2015) or AdamW (Loshchilov and Hutter 2019): one pass over the slab a step.
/// The buffers between steps are `m` and `v`, the mean of the gradients and of their squares.
public final class Adam extends Optimizer {
  /// The settings; the defaults are PyTorch's.
  ///
  /// @param weightDecay added to the gradient as weightDecay·value, or with `decoupled` (AdamW)
  ///   taken off the value as lr·weightDecay·value
  public record Config(
      double beta1, double beta2, double eps, double weightDecay, boolean decoupled)
      implements Optimizer.Config {
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

    /// Adam with PyTorch's defaults.
    public static Config of(double weightDecay) {
      return new Config(0.9, 0.999, 1e-8, weightDecay, false);
    }

    /// AdamW with PyTorch's betas and eps; its default weight decay is 0.01.
    public static Config adamW(double weightDecay) {
      return new Config(0.9, 0.999, 1e-8, weightDecay, true);
    }

    @Override
    public Adam create(ParameterSlab slab, ParameterGroups groups) {
      return new Adam(slab, this, groups);
    }
  }

  private final Config config;

  public Adam(ParameterSlab slab, Config config) {
    this(slab, config, ParameterGroups.all());
  }

  /// @throws IllegalArgumentException if a rule of `groups` matches no trained parameter
  public Adam(ParameterSlab slab, Config config, ParameterGroups groups) {
    super("adam", slab, groups, "m", "v");
    this.config = config;
  }

  @Override
  protected void update(Slice s, double lr) {
    AdamStep step =
        new AdamStep(
            lr,
            config.beta1(),
            config.beta2(),
            config.eps(),
            s.decays() ? config.weightDecay() : 0,
            config.decoupled(),
            1 - StrictMath.pow(config.beta1(), steps()),
            1 - StrictMath.pow(config.beta2(), steps()));
    Buffer m = s.state().get(0);
    Buffer v = s.state().get(1);
    backend().optimization().adam(s.values(), s.grads(), m, v, step, s.n());
  }
}
