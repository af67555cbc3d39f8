package dev.tenor.engine.optim;

import dev.tenor.engine.backend.RmsPropStep;
import dev.tenor.engine.nn.ParameterSlab;

/// RMSprop (Tieleman and Hinton, lecture 6.5 of "Neural networks for machine learning", 2012):
/// PyTorch's, not centred. The gradient is divided by the root of its mean square, and the quotient
/// goes through a momentum. The buffers between steps are `square` and `velocity`.
public final class RmsProp extends Optimizer {
  /// The settings.
  ///
  /// @param alpha how much of the mean square is kept, in [0, 1)
  /// @param eps added to its root
  /// @param momentum in [0, 1)
  /// @param weightDecay added to the gradient as weightDecay·value
  public record Config(double alpha, double eps, double momentum, double weightDecay)
      implements Optimizer.Config {
    public Config {
      if (!(alpha >= 0 && alpha < 1 && momentum >= 0 && momentum < 1)) {
        throw new IllegalArgumentException(
            "rmsprop: alpha " + alpha + " and momentum " + momentum + " must be in [0, 1)");
      }
      if (!(eps > 0) || !(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
        throw new IllegalArgumentException(
            "rmsprop: eps "
                + eps
                + " must be positive and weight decay "
                + weightDecay
                + " finite and not negative");
      }
    }

    /// With PyTorch's alpha 0.99 and eps 10⁻⁸, without weight decay.
    public static Config of(double momentum) {
      return new Config(0.99, 1e-8, momentum, 0);
    }

    @Override
    public RmsProp create(ParameterSlab slab, ParameterGroups groups) {
      return new RmsProp(slab, this, groups);
    }
  }

  private final Config config;

  public RmsProp(ParameterSlab slab, Config config) {
    this(slab, config, ParameterGroups.all());
  }

  /// @throws IllegalArgumentException if a rule of `groups` matches no trained parameter
  public RmsProp(ParameterSlab slab, Config config, ParameterGroups groups) {
    super("rmsprop", slab, groups, "square", "velocity");
    this.config = config;
  }

  @Override
  protected void update(Slice s, double lr) {
    RmsPropStep step =
        new RmsPropStep(
            lr,
            config.alpha(),
            config.eps(),
            config.momentum(),
            s.decays() ? config.weightDecay() : 0);
    backend()
        .optimization()
        .rmsProp(s.values(), s.grads(), s.state().get(0), s.state().get(1), step, s.n());
  }
}
