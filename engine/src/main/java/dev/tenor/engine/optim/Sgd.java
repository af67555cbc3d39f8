package dev.tenor.engine.optim;

import dev.tenor.engine.backend.SgdStep;
import dev.tenor.engine.nn.ParameterSlab;

/// Stochastic gradient descent, with momentum where it is not 0: PyTorch's `SGD` without dampening.
/// v = momentum·v + g and value −= lr·v, or with Nesterov's step value −= lr·(g + momentum·v),
/// where g is the gradient plus weightDecay·value (Sutskever et al. 2013). The buffer between steps
/// is `velocity`; without momentum there is none.
public final class Sgd extends Optimizer {
  /// The settings.
  ///
  /// @param momentum in [0, 1)
  /// @param nesterov whether to look ahead
  /// @param weightDecay added to the gradient as weightDecay·value
  public record Config(double momentum, boolean nesterov, double weightDecay)
      implements Optimizer.Config {
    public Config {
      if (!(momentum >= 0 && momentum < 1)) {
        throw new IllegalArgumentException("sgd: momentum " + momentum + " must be in [0, 1)");
      }
      if (nesterov && momentum == 0) {
        throw new IllegalArgumentException("sgd: Nesterov's step needs a momentum; give 0.9");
      }
      if (!(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
        throw new IllegalArgumentException(
            "sgd: weight decay " + weightDecay + " must be finite and not negative");
      }
    }

    /// Without Nesterov's step and weight decay.
    public static Config of(double momentum) {
      return new Config(momentum, false, 0);
    }

    @Override
    public Sgd create(ParameterSlab slab, ParameterGroups groups) {
      return new Sgd(slab, this, groups);
    }
  }

  private final Config config;

  public Sgd(ParameterSlab slab, Config config) {
    this(slab, config, ParameterGroups.all());
  }

  /// @throws IllegalArgumentException if a rule of `groups` matches no trained parameter
  public Sgd(ParameterSlab slab, Config config, ParameterGroups groups) {
    super("sgd", slab, groups, config.momentum() == 0 ? new String[0] : new String[] {"velocity"});
    this.config = config;
  }

  @Override
  protected void update(Slice s, double lr) {
    double decay = s.decays() ? config.weightDecay() : 0;
    if (config.momentum() > 0) {
      SgdStep step = new SgdStep(lr, config.momentum(), config.nesterov(), decay);
      backend().optimization().momentum(s.values(), s.grads(), s.state().get(0), step, s.n());
      return;
    }
    if (decay > 0) {
      backend().elementwise().scale(s.values(), s.values(), (float) (1 - lr * decay), s.n());
    }
    backend().elementwise().axpy(s.values(), (float) -lr, s.grads(), s.n());
  }
}
