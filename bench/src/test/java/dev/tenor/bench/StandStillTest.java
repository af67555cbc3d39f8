package dev.tenor.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

class StandStillTest {
  /// How many iterations a warm-up has, as JMH's loop counts them.
  private static int iterations(IntToDoubleFunction score) {
    IterationParams params =
        new IterationParams(IterationType.WARMUP, StandStill.MOST, TimeValue.seconds(1), 1);
    StandStill warmUp = new StandStill();
    int done = 0;
    while (done < params.getCount()) {
      IterationResult result = new IterationResult(null, params, new IterationResultMetaData(0, 0));
      long nanos = (long) (1e6 * score.applyAsDouble(done++));
      result.addResult(
          new AverageTimeResult(
              ResultRole.PRIMARY, Mode.AverageTime.shortLabel(), 1, nanos, TimeUnit.MICROSECONDS));
      assertTrue(warmUp.afterIteration(null, params, result).isEmpty());
    }
    return done;
  }

  @Test
  void endsAsSoonAsTheTimeStandsStill() {
    assertEquals(StandStill.COMPARED, iterations(_ -> 5));
    assertEquals(13, iterations(i -> i < 5 ? 8 : 5));
    assertEquals(StandStill.MOST, iterations(i -> 100 - 2 * i));
  }

  @Test
  void oneIterationThatIsSlowIsNoChange() {
    assertEquals(StandStill.COMPARED, iterations(i -> i == 7 ? 9 : 5));
  }

  @Test
  void tooFewAreNotStill() {
    double[] times = new double[StandStill.COMPARED - 1];
    Arrays.fill(times, 1);
    assertFalse(StandStill.isStill(times));
  }
}
