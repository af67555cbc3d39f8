package dev.tenor.bench;

import dev.tenor.bench.cases.Operands;
import dev.tenor.engine.autograd.OpProfile;
import dev.tenor.engine.tensor.Nmse;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A benchmark that verifies its result before anything is timed, and that reports the work of an
/// operation and the machine's peak.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class Verified {
  private Counters counters;

  /// Sets up the operands, fails if the result is wrong, and measures the machine.
  @Setup(Level.Trial)
  public void setUp(Counters reported) throws Exception {
    counters = reported;
    prepare();
    verify();
    counters.peak(MachinePeak.measure(threads()));
  }

  /// Allocates and fills all operands.
  abstract void prepare() throws Exception;

  /// Runs what will be timed and compares the result with a reference.
  abstract void verify() throws Exception;

  /// How many threads the operation may use.
  abstract int threads();

  /// States the work of one operation, see [Counters#work].
  final void work(double flop, double bytes) {
    counters.work(flop, bytes);
  }

  /// The number of operations in a profile.
  static double flop(OpProfile profile) {
    return profile.lines().stream().mapToLong(OpProfile.Line::flops).sum();
  }

  /// @throws IllegalStateException if the values are farther apart than the bound allows
  public static void requireClose(String what, float[] actual, float[] expected, double bound) {
    double nmse = Nmse.of(actual, expected);
    if (!(nmse <= bound)) {
      throw new IllegalStateException(
          what + ": NMSE " + nmse + " exceeds " + bound + "; a wrong result is not timed");
    }
  }

  /// Seeded standard normal numbers.
  static float[] normal(String name, int n) {
    return Operands.values(name, n);
  }
}
