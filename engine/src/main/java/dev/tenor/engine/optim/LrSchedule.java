package dev.tenor.engine.optim;

/// The factor on the learning rate, as a function of training's progress.
public sealed interface LrSchedule {
  /// The factor at this step (from 0) and epoch (from 0) of `epochs`.
  double factor(long step, int epoch, int epochs);

  /// Always 1.
  record Constant() implements LrSchedule {
    @Override
    public double factor(long step, int epoch, int epochs) {
      return 1;
    }
  }

  /// Half a cosine from 1 down to 0 over all epochs (Loshchilov and Hutter 2017).
  record Cosine() implements LrSchedule {
    @Override
    public double factor(long step, int epoch, int epochs) {
      return 0.5 * (1 + StrictMath.cos(Math.PI * Math.min(epoch, epochs) / epochs));
    }
  }

  /// Multiplied by `gamma` after every `every` epochs.
  record Step(int every, double gamma) implements LrSchedule {
    public Step {
      if (every < 1 || !(gamma > 0)) {
        throw new IllegalArgumentException(
            "learning rate: step of " + every + " epochs and gamma " + gamma + " must be positive");
      }
    }

    @Override
    public double factor(long step, int epoch, int epochs) {
      return StrictMath.pow(gamma, epoch / every);
    }
  }

  /// 1 / (1 + decay · step), Keras's `decay`.
  record InverseTime(double decay) implements LrSchedule {
    public InverseTime {
      if (!(decay >= 0)) {
        throw new IllegalArgumentException("learning rate: decay " + decay + " is negative");
      }
    }

    @Override
    public double factor(long step, int epoch, int epochs) {
      return 1 / (1 + decay * step);
    }
  }

  /// A linear rise over the first `steps` steps, times another schedule.
  record Warmup(int steps, LrSchedule then) implements LrSchedule {
    public Warmup {
      if (steps < 1) {
        throw new IllegalArgumentException(
            "learning rate: warm-up of " + steps + " steps must be positive");
      }
    }

    @Override
    public double factor(long step, int epoch, int epochs) {
      return Math.min(1, (step + 1.0) / steps) * then.factor(step, epoch, epochs);
    }
  }
}
