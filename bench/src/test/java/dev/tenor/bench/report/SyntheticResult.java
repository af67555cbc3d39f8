package dev.tenor.bench.report;

import dev.tenor.bench.result.Ceiling;
import dev.tenor.bench.result.Machine;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.bench.result.SuiteRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/// A result as a run of the suite might give, of a model of a machine: the time of a row is that of
/// its ceiling over an efficiency of its own, and samples scatter around it.
public final class SyntheticResult {
  private static final int SAMPLES = 41;
  private static final double FMA = 28; // GFLOP/s of 128 bits and one thread
  private static final Map<String, Double> BANDWIDTHS = new LinkedHashMap<>();
  private static final Map<String, Long> SIZES = new LinkedHashMap<>();

  static {
    List<String> levels = List.of("L1", "L2", "L3", "memory");
    double[] values = {95, 60, 34, 11};
    long[] sizes = {24 << 10, 384 << 10, 12 << 20, 512L << 20};
    for (int i = 0; i < levels.size(); i++) {
      BANDWIDTHS.put(levels.get(i), values[i]);
      SIZES.put(levels.get(i), sizes[i]);
    }
  }

  private final long seed;
  private final Random random;
  private final double noise;
  private String created = "2026-01-01T10:00:00Z";
  private String name = "model of a machine";
  private String jdk = "Temurin 25";
  private double speed = 1;
  private Predicate<SuiteRow> slow = _ -> false;
  private double factor = 1;
  private Predicate<SuiteRow> kept = _ -> true;
  private final List<SuiteRow> rows = new ArrayList<>();

  private SyntheticResult(long seed, double noise) {
    this.seed = seed;
    random = new Random(seed);
    this.noise = noise;
  }

  /// @param seed of the noise; with even seeds the efficiencies are equal, with odd ones others
  /// @param noise standard deviation of the logarithms of times
  public static SyntheticResult of(long seed, double noise) {
    return new SyntheticResult(seed, noise);
  }

  public SyntheticResult created(String time) {
    created = time;
    return this;
  }

  public SyntheticResult machine(String machine, double faster) {
    name = machine;
    speed = faster;
    return this;
  }

  public SyntheticResult jdk(String version) {
    jdk = version;
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
    for (int size : new int[] {64, 240, 512, 1024}) {
      for (String kind : List.of("nn", "nt", "tn")) {
        double flop = 2.0 * size * size * size;
        all(
            "gemm",
            kind,
            shape("m", size, "n", size, "k", size),
            flop,
            12.0 * size * size,
            "openblas");
      }
    }
    for (int block = 1; block <= 6; block++) {
      for (String way : List.of("forward", "data gradient", "weight gradient")) {
        double flop = 4e7 * block;
        all(
            "convolution",
            way,
            shape("block", block, "batch", 8),
            flop,
            flop / (6 * block),
            "libtorch");
      }
    }
    for (int n = 9; n <= 4096; n = n == 9 ? 32 : 2 * n) {
      all(
          "attention",
          "forward",
          shape("tokens", n, "heads", 4, "width", 128),
          4.0 * n * n * 128,
          16.0 * n * 128,
          "");
    }
    for (String op : List.of("batch norm", "layer norm", "group norm", "rms norm")) {
      all(
          "norms",
          op,
          shape("rows", 4096, "channels", 256),
          8.0 * 4096 * 256,
          8.0 * 4096 * 256,
          "");
    }
    for (String op : List.of("lstm", "gru")) {
      all("recurrent", op, shape("batch", 32, "steps", 50, "width", 256), 3.3e9, 4e6, "libtorch");
    }
    for (String op : List.of("softmax", "log softmax", "relu", "gelu", "sum", "max")) {
      all("elementwise", op, shape("n", 1 << 20), 0, 8.0 * (1 << 20), "");
    }
    for (String op : List.of("adam", "sgd")) {
      all("optimizers", op, shape("n", 1 << 20), 10.0 * (1 << 20), 28.0 * (1 << 20), "");
    }
    for (int batch = 1; batch <= 256; batch *= 4) {
      all(
          "network",
          "training step",
          shape("preset", "paper", "batch", batch),
          1.2e9 * batch,
          4e7 + 4e6 * batch,
          "libtorch");
      all(
          "network",
          "inference",
          shape("preset", "paper", "batch", batch),
          4e8 * batch,
          2e7 + 1e6 * batch,
          "onnxruntime");
    }
    for (String way : List.of("upload", "download")) {
      add(
          row(
              "transfer",
              way,
              shape("bytes", 1 << 24),
              "opencl",
              0,
              0,
              "transfer",
              0,
              1 << 24,
              4.2,
              "transfer"));
    }
    return new SuiteResult(
        SuiteResult.FORMAT,
        created,
        List.of("--out", "runs/first"),
        machine(),
        ceilings(),
        rows.stream().filter(kept).toList(),
        problems());
  }

  private List<String> problems() {
    return noise > 0.1 ? List.of("Other programs kept 0.8 processors busy.") : List.of();
  }

  private static Map<String, String> shape(Object... parts) {
    Map<String, String> shape = new LinkedHashMap<>();
    for (int i = 0; i < parts.length; i += 2) {
      shape.put(parts[i].toString(), parts[i + 1].toString());
    }
    return shape;
  }

  private void all(
      String family, String op, Map<String, String> shape, double flop, double bytes, String peer) {
    for (int threads = 1; threads <= 2; threads++) {
      for (int bits : new int[] {128, 256}) {
        add(on("simd", family, op, shape, bits, threads, flop, bytes, 0.45));
      }
      if (!peer.isEmpty()) {
        add(on(peer, family, op, shape, 0, threads, flop, bytes, 0.3));
      }
    }
    add(on("scalar", family, op, shape, 0, 1, flop, bytes, 0.02));
    add(on("opencl", family, op, shape, 0, 2, flop, bytes, 0.15));
    if (!peer.isEmpty()) {
      pair(peer);
    }
  }

  /// The last row of simd, beside a peer.
  private void pair(String peer) {
    for (int i = rows.size() - 1; i >= 0; i--) {
      if (rows.get(i).engine().equals("simd")) {
        double ratio = 1.4 * Math.exp(0.3 * random.nextGaussian());
        rows.set(
            i,
            with(
                rows.get(i),
                List.of(
                    new SuiteRow.Against(
                        peer, ratio, ratio * (1 - 2 * noise), ratio * (1 + 2 * noise)))));
        return;
      }
    }
  }

  private SuiteRow on(
      String engine,
      String family,
      String op,
      Map<String, String> shape,
      int bits,
      int threads,
      double flop,
      double bytes,
      double efficiency) {
    double fma = fma(engine.equals("simd") ? bits : 256, threads);
    String level =
        SIZES.entrySet().stream()
            .filter(e -> bytes <= threads * e.getValue())
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("memory");
    double bandwidth = bandwidth(level, threads);
    boolean compute = flop / bytes > fma / bandwidth;
    double used =
        efficiency * (0.6 + 0.8 * new Random((seed & 1) + (family + op).hashCode()).nextDouble());
    SuiteRow row =
        row(
            family,
            op,
            shape,
            engine,
            bits,
            threads,
            "compute",
            flop,
            bytes,
            compute ? fma : bandwidth,
            compute ? "fma" : level);
    return scaled(row, 1 / used);
  }

  private double fma(int bits, int threads) {
    return speed * FMA * bits / 128 * (threads == 1 ? 1 : 1.85);
  }

  private double bandwidth(String level, int threads) {
    return speed * BANDWIDTHS.get(level) * (threads == 1 ? 1 : level.equals("memory") ? 1.2 : 1.9);
  }

  /// At its ceiling.
  private SuiteRow row(
      String family,
      String op,
      Map<String, String> shape,
      String engine,
      int bits,
      int threads,
      String kind,
      double flop,
      double bytes,
      double ceiling,
      String bound) {
    double nanos = (bound.equals("fma") ? flop : bytes) / ceiling;
    return new SuiteRow(
        family,
        op,
        shape,
        engine,
        bits,
        threads,
        kind,
        engine.equals("scalar") ? 0 : 3e-14,
        new SuiteRow.Timing(nanos, nanos, nanos, 3, SAMPLES, 4.5),
        flop,
        bytes,
        engine.equals("simd") ? 16 : -1,
        ceiling,
        bound,
        List.of(),
        List.of());
  }

  private void add(SuiteRow row) {
    rows.add(scaled(row, slow.test(row) ? factor : 1, true));
  }

  private SuiteRow scaled(SuiteRow row, double by) {
    return scaled(row, by, false);
  }

  private SuiteRow scaled(SuiteRow row, double by, boolean scattered) {
    double[] times = new double[SAMPLES];
    Arrays.setAll(
        times,
        _ ->
            by * row.timing().median() * (scattered ? Math.exp(noise * random.nextGaussian()) : 1));
    Arrays.sort(times);
    SuiteRow.Timing t =
        new SuiteRow.Timing(
            times[SAMPLES / 2], times[SAMPLES / 4], times[3 * SAMPLES / 4], 3, SAMPLES, 4.5);
    List<String> marks = t.q3() - t.q1() > 0.2 * t.median() ? List.of("spread") : List.of();
    return new SuiteRow(
        row.family(),
        row.name(),
        row.shape(),
        row.engine(),
        row.bits(),
        row.threads(),
        row.kind(),
        row.error(),
        t,
        row.flop(),
        row.bytes(),
        row.allocated(),
        row.ceiling(),
        row.bound(),
        row.against(),
        marks);
  }

  private static SuiteRow with(SuiteRow row, List<SuiteRow.Against> against) {
    return new SuiteRow(
        row.family(),
        row.name(),
        row.shape(),
        row.engine(),
        row.bits(),
        row.threads(),
        row.kind(),
        row.error(),
        row.timing(),
        row.flop(),
        row.bytes(),
        row.allocated(),
        row.ceiling(),
        row.bound(),
        against,
        row.marks());
  }

  private List<Ceiling> ceilings() {
    List<Ceiling> ceilings = new ArrayList<>();
    for (int threads = 1; threads <= 2; threads++) {
      for (int bits : new int[] {128, 256}) {
        ceilings.add(new Ceiling("simd", bits, threads, "fma", "", 0, fma(bits, threads)));
      }
      for (String level : BANDWIDTHS.keySet()) {
        ceilings.add(
            new Ceiling(
                "simd",
                0,
                threads,
                "bandwidth",
                level,
                threads * SIZES.get(level),
                bandwidth(level, threads)));
      }
    }
    ceilings.add(new Ceiling("cpu of pocl", 0, 2, "fma", "", 0, 0.9 * fma(256, 2)));
    ceilings.add(
        new Ceiling(
            "cpu of pocl",
            0,
            2,
            "bandwidth",
            "memory",
            SIZES.get("memory"),
            0.9 * bandwidth("memory", 2)));
    ceilings.add(new Ceiling("cpu of pocl", 0, 0, "transfer", "upload", 1 << 24, 4.2));
    return ceilings;
  }

  private Machine machine() {
    return new Machine(
        name,
        "AMD EPYC 7543",
        2,
        Map.of("L1d", 32L << 10, "L2", 512L << 10, "L3", 32L << 20),
        "Linux 6.1",
        jdk,
        List.of("-XX:+UseSerialGC", "--add-modules=jdk.incubator.vector"),
        8,
        List.of(new Machine.Device("opencl", "cpu of pocl", "Portable Computing Language", "3.1")),
        Map.of("libtorch", "2.7.1", "onnxruntime", "1.29.0"),
        0.02,
        noise > 0.1 ? 0.8 : 0.03);
  }
}
