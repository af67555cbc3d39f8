package dev.tenor.engine.optim;

/// Half a cosine from 1 down to `floor`, again and again (Loshchilov and Hutter 2017): the first
/// takes `epochs` epochs, each next one `longer` times as many. PyTorch's
/// `CosineAnnealingWarmRestarts`.
///
/// @param epochs of the first, at least 1
/// @param longer at least 1
/// @param floor in [0, 1]
public record CosineRestarts(int epochs, int longer, double floor) implements LrSchedule {
  public CosineRestarts {
    if (epochs < 1 || longer < 1 || !(floor >= 0 && floor <= 1)) {
      throw new IllegalArgumentException(
          "cosine restarts: epochs "
              + epochs
              + " and longer "
              + longer
              + " must be 1 or more, floor "
              + floor
              + " in [0, 1]");
    }
  }

  @Override
  public double factor(long step, int epoch, int ofAll) {
    long length = epochs;
    long at = epoch;
    while (at >= length) {
      at -= length;
      length *= longer;
    }
    return floor + (1 - floor) * 0.5 * (1 + StrictMath.cos(Math.PI * at / length));
  }
}
