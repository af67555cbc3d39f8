package dev.tenor.engine.optim;

/// Up to the full learning rate and down far below the first one, in half cosines over the steps of
/// a whole training (Smith and Topin 2018): PyTorch's `OneCycleLR` without its momentum. The factor
/// rises from 1/div to 1 in the first `rise` of the steps, and falls to 1/(div·finalDiv) at the
/// last.
///
/// @param steps of the whole training, at least 2
/// @param rise how much of them is the way up, in (0, 1)
/// @param div how much smaller than the highest the first learning rate is
/// @param finalDiv how much smaller than the first the last is
public record OneCycle(long steps, double rise, double div, double finalDiv) implements LrSchedule {
  public OneCycle {
    if (steps < 2 || !(rise > 0 && rise < 1) || !(div >= 1 && finalDiv >= 1)) {
      throw new IllegalArgumentException(
          "one cycle: "
              + steps
              + " steps must be 2 or more, rise "
              + rise
              + " in (0, 1), div "
              + div
              + " and finalDiv "
              + finalDiv
              + " 1 or more");
    }
  }

  /// With PyTorch's defaults: a rise of 0.3, div 25, finalDiv 10⁴.
  public static OneCycle of(long steps) {
    return new OneCycle(steps, 0.3, 25, 1e4);
  }

  @Override
  public double factor(long step, int epoch, int epochs) {
    double top = rise * steps - 1; // the first step is 0
    double last = steps - 1.0;
    double at = Math.min(step, last);
    return at <= top
        ? between(1 / div, 1, at / top)
        : between(1, 1 / (div * finalDiv), (at - top) / (last - top));
  }

  private static double between(double from, double to, double part) {
    return to + (from - to) / 2 * (1 + StrictMath.cos(Math.PI * part));
  }
}
