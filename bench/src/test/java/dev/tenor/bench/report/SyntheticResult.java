package dev.tenor.bench.report;

import dev.tenor.bench.result.SuiteResult;
import dev.tenor.bench.result.SuiteRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/// A result as a run of the suite might give, of a model of a machine: the time of a row is that of
/// its ceiling over an efficiency of the operation and engine, and samples scatter around it.
public final class SyntheticResult {
  private static final int SAMPLES = 41;
  private static final double MUCH_NOISE = 0.1;

  private final Random random;
  private final double noise;
  private String created = "2026-01-01T10:00:00Z";
  private SyntheticMachine machine = new SyntheticMachine("model of a machine", "Temurin 25", 1);
  private Predicate<SuiteRow> slow = _ -> false;
  private double factor = 1;
  private Predicate<SuiteRow> kept = _ -> true;
  private final List<SuiteRow> rows = new ArrayList<>();

  private SyntheticResult(long seed, double noise) {
    random = new Random(seed);
    this.noise = noise;
  }

  /// @param seed of the noise
  /// @param noise standard deviation of the logarithms of times
  public static SyntheticResult of(long seed, double noise) {
    return new SyntheticResult(seed, noise);
  }

  public SyntheticResult created(String time) {
    created = time;
    return this;
  }

  public SyntheticResult machine(String name, double speed) {
    machine = new SyntheticMachine(name, machine.jdk(), speed);
    return this;
  }

  public SyntheticResult jdk(String version) {
    machine = new SyntheticMachine(machine.name(), version, machine.speed());
    return this;
  }

  /// Some rows take longer by a factor.
  public SyntheticResult slowed(Predicate<SuiteRow> which, double by) {
    slow = which;
    factor = by;
    return this;
  }

  /// Only some rows.
  public SyntheticResult only(Predicate<SuiteRow> which) {
    kept = which;
    return this;
  }

  public SuiteResult build() {
    for (SyntheticOperation operation : SyntheticOperation.all()) {
      for (int threads = 1; threads <= 2; threads++) {
        add(operation, "simd", 128, threads, 0.45);
        if (!operation.peer().isEmpty()) {
          add(operation, operation.peer(), 0, threads, 0.3);
        }
        add(operation, "simd", 256, threads, 0.45);
      }
      add(operation, "scalar", 0, 1, 0.02);
      add(operation, "opencl", 0, 2, 0.15);
    }
    for (String way : List.of("upload", "download")) {
      SyntheticMachine.Bound bound = new SyntheticMachine.Bound("transfer", 4.2);
      Map<String, String> shape = Map.of("bytes", "16777216");
      SyntheticOperation copy = new SyntheticOperation("transfer", way, shape, 0, 1 << 24, "");
      add(row(copy, "opencl", 0, 0, bound, 1));
    }
    boolean noisy = noise > MUCH_NOISE;
    return new SuiteResult(
        SuiteResult.FORMAT,
        created,
        List.of("--out", "runs/first"),
        machine.describe(noisy ? 0.8 : 0.03),
        machine.ceilings(),
        rows.stream().filter(kept).toList(),
        noisy ? List.of("Other programs kept 0.8 processors busy.") : List.of());
  }

  /// @param efficiency on average; that of each operation differs
  private void add(SyntheticOperation o, String engine, int bits, int threads, double efficiency) {
    double own = 0.6 + 0.8 * new Random((o.family() + o.name()).hashCode()).nextDouble();
    SyntheticMachine.Bound bound =
        machine.bound(o.flop(), o.bytes(), engine.equals("simd") ? bits : 256, threads);
    add(row(o, engine, bits, threads, bound, own * efficiency));
  }

  private void add(SuiteRow row) {
    double middle = row.timing().median() * (slow.test(row) ? factor : 1);
    double[] times = new double[SAMPLES];
    Arrays.setAll(times, _ -> middle * Math.exp(noise * random.nextGaussian()));
    Arrays.sort(times);
    double q1 = times[SAMPLES / 4];
    double q3 = times[3 * SAMPLES / 4];
    double median = times[SAMPLES / 2];
    List<String> marks = q3 - q1 > 0.2 * median ? List.of("spread") : List.of();
    rows.add(with(row, Samples.timing(q1, median, q3), marks));
  }

  /// At its place below the ceiling, beside its peer if it is on the widest vectors.
  private SuiteRow row(
      SyntheticOperation o,
      String engine,
      int bits,
      int threads,
      SyntheticMachine.Bound bound,
      double share) {
    double nanos = (bound.name().equals("fma") ? o.flop() : o.bytes()) / bound.value() / share;
    double ratio = 1.4 * Math.exp(0.3 * random.nextGaussian());
    List<SuiteRow.Against> against =
        bits == 256 && threads == 2 && !o.peer().isEmpty()
            ? List.of(
                new SuiteRow.Against(
                    o.peer(), ratio, ratio * (1 - 2 * noise), ratio * (1 + 2 * noise)))
            : List.of();
    return new SuiteRow(
        o.family(),
        o.name(),
        o.shape(),
        engine,
        bits,
        threads,
        bound.name().equals("transfer") ? "transfer" : "compute",
        engine.equals("scalar") ? 0 : 3e-14,
        Samples.timing(nanos, nanos, nanos),
        o.flop(),
        o.bytes(),
        engine.equals("simd") ? 16 : -1,
        bound.value(),
        bound.name(),
        against,
        List.of());
  }

  private static SuiteRow with(SuiteRow r, SuiteRow.Timing timing, List<String> marks) {
    return new SuiteRow(
        r.family(),
        r.name(),
        r.shape(),
        r.engine(),
        r.bits(),
        r.threads(),
        r.kind(),
        r.error(),
        timing,
        r.flop(),
        r.bytes(),
        r.allocated(),
        r.ceiling(),
        r.bound(),
        r.against(),
        marks);
  }
}
