package dev.tenor.bench.suite;

import dev.tenor.bench.result.SuiteRow.Against;
import dev.tenor.engine.random.RandomStream;
import java.util.Arrays;

/// The confidence interval of a paired ratio (B. Efron, 1979): turns are drawn again with
/// replacement, and the percentiles of their medians bound it.
final class Bootstrap {
  private static final int DRAWS = 2000;
  private static final double LOW = 0.025;
  private static final long SEED = 1;

  private Bootstrap() {}

  /// @param ours times of the row itself, turn by turn
  /// @param others those of the other engine in the same turns
  static Against ratio(String engine, double[] ours, double[] others) {
    if (ours.length != others.length || ours.length == 0) {
      throw new IllegalArgumentException(
          "bootstrap: " + ours.length + " turns against " + others.length);
    }
    double[] ratios = new double[ours.length];
    Arrays.setAll(ratios, i -> others[i] / ours[i]);
    double[] medians = new double[DRAWS];
    double[] drawn = new double[ratios.length];
    RandomStream random = RandomStream.of(SEED, "bootstrap");
    for (int draw = 0; draw < DRAWS; draw++) {
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = ratios[random.nextInt(ratios.length)];
      }
      medians[draw] = Quartiles.median(drawn);
    }
    return new Against(
        engine,
        Quartiles.median(ratios),
        Quartiles.at(medians, LOW),
        Quartiles.at(medians, 1 - LOW));
  }
}
