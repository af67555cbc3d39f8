package dev.tenor.engine.optim;

import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;

/// The factor is multiplied by `gamma` when a loss has not fallen for more than `patience` epochs
/// in a row: PyTorch's `ReduceLROnPlateau` for losses with its threshold: what falls by less than a
/// ten-thousandth of the best has not fallen. For a score that rises, observe its negative.
///
/// ```java
/// ReduceOnPlateau schedule = new ReduceOnPlateau(0.1, 10);
/// schedule.observe(validationLoss); // after every epoch
/// optimizer.step(lr * schedule.factor());
/// ```
public final class ReduceOnPlateau implements LrSchedule, Stateful {
  private static final double THRESHOLD = 1e-4;

  private final double gamma;
  private final int patience;
  private double factor = 1;
  private double best = Double.POSITIVE_INFINITY;
  private long bad;

  /// @param gamma in (0, 1)
  /// @param patience how many epochs in a row may bring nothing, 0 or more
  public ReduceOnPlateau(double gamma, int patience) {
    if (!(gamma > 0 && gamma < 1) || patience < 0) {
      throw new IllegalArgumentException(
          "reduce on plateau: gamma "
              + gamma
              + " must be in (0, 1) and patience "
              + patience
              + " 0 or more");
    }
    this.gamma = gamma;
    this.patience = patience;
  }

  /// Takes the loss of an epoch into account. A NaN counts as one that has not fallen.
  public void observe(double loss) {
    boolean first = best == Double.POSITIVE_INFINITY && loss < best;
    if (first || loss < best - Math.abs(best) * THRESHOLD) {
      best = loss;
      bad = 0;
    } else {
      bad++;
    }
    if (bad > patience) {
      factor *= gamma;
      bad = 0;
    }
  }

  /// The factor on the learning rate now.
  public double factor() {
    return factor;
  }

  @Override
  public double factor(long step, int epoch, int epochs) {
    return factor;
  }

  @Override
  public void save(SafetensorsWriter writer, String prefix) {
    writer.metadata(prefix + "factor", Double.toString(factor));
    writer.metadata(prefix + "best", Double.toString(best));
    writer.metadata(prefix + "bad", Long.toString(bad));
  }

  @Override
  public Runnable load(Safetensors file, String prefix) throws FormatException {
    double savedFactor = StateFiles.number(file, prefix + "factor");
    double savedBest = StateFiles.number(file, prefix + "best");
    long savedBad = StateFiles.count(file, prefix + "bad");
    return () -> {
      factor = savedFactor;
      best = savedBest;
      bad = savedBad;
    };
  }
}
