package dev.tenor.engine.optim;

/// The factor on the learning rate, as a function of training's progress: `optimizer.step(lr *
/// schedule.factor(optimizer.steps(), epoch, epochs))`. Any function will do: `(step, epoch,
/// epochs) -> 1 / Math.sqrt(1 + step)`. See also [OneCycle], [CosineRestarts] and
/// [ReduceOnPlateau].
@FunctionalInterface
public interface LrSchedule {
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

  /// gamma^epoch, PyTorch's `ExponentialLR`.
  record Exponential(double gamma) implements LrSchedule {
    public Exponential {
      if (!(gamma > 0)) {
        throw new IllegalArgumentException("learning rate: gamma " + gamma + " must be positive");
      }
    }

    @Override
    public double factor(long step, int epoch, int epochs) {
      return StrictMath.pow(gamma, epoch);
    }
  }

  /// (1 − epoch/epochs)^power, PyTorch's `PolynomialLR`; power 1 falls along a line.
  record Polynomial(double power) implements LrSchedule {
    public Polynomial {
      if (!(power > 0)) {
        throw new IllegalArgumentException("learning rate: power " + power + " must be positive");
      }
    }

    @Override
    public double factor(long step, int epoch, int epochs) {
      return StrictMath.pow(1 - (double) Math.min(epoch, epochs) / epochs, power);
    }
  }

  /// Along a line from `from` to `to` in the first `over` epochs, and `to` from then on: PyTorch's
  /// `LinearLR`.
  record Linear(double from, double to, int over) implements LrSchedule {
    public Linear {
      if (!(from > 0 && to >= 0) || over < 1) {
        throw new IllegalArgumentException(
            "learning rate: from "
                + from
                + " to "
                + to
                + " over "
                + over
                + " epochs; the first and the last must be positive and the second not negative");
      }
    }

    @Override
    public double factor(long step, int epoch, int epochs) {
      return from + (to - from) * Math.min(epoch, over) / over;
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
