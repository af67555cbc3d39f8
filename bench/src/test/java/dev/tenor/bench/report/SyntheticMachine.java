package dev.tenor.bench.report;

import dev.tenor.bench.result.Ceiling;
import dev.tenor.bench.result.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A model of a machine with two processors and an OpenCL device on them.
///
/// @param speed of everything, 1 for usual
record SyntheticMachine(String name, String jdk, double speed) {
  private static final double FMA = 28; // GFLOP/s of 128 bits and one thread
  private static final List<Level> LEVELS =
      List.of(
          new Level("L1", 95, 24 << 10),
          new Level("L2", 60, 384 << 10),
          new Level("L3", 34, 12 << 20),
          new Level("memory", 11, 512L << 20));
  private static final String DEVICE = "cpu of pocl";

  /// @param bandwidth 10⁹ bytes per second of one thread
  /// @param size bytes for each thread
  private record Level(String name, double bandwidth, long size) {}

  /// What binds an operation.
  ///
  /// @param value 10⁹ per second
  record Bound(String name, double value) {}

  double fma(int bits, int threads) {
    return speed * FMA * bits / 128 * (threads == 1 ? 1 : 1.85);
  }

  private double bandwidth(Level level, int threads) {
    double more = level.name().equals("memory") ? 1.2 : 1.9;
    return speed * level.bandwidth() * (threads == 1 ? 1 : more);
  }

  Bound bound(double flop, double bytes, int bits, int threads) {
    Level level =
        LEVELS.stream()
            .filter(l -> bytes <= threads * l.size())
            .findFirst()
            .orElse(LEVELS.getLast());
    double bandwidth = bandwidth(level, threads);
    double fma = fma(bits, threads);
    return flop / bytes > fma / bandwidth
        ? new Bound("fma", fma)
        : new Bound(level.name(), bandwidth);
  }

  List<Ceiling> ceilings() {
    List<Ceiling> all = new ArrayList<>();
    for (int threads = 1; threads <= 2; threads++) {
      for (int bits : new int[] {128, 256}) {
        all.add(new Ceiling("simd", bits, threads, "fma", "", 0, fma(bits, threads)));
      }
      for (Level level : LEVELS) {
        all.add(bandwidth("simd", level, threads, bandwidth(level, threads)));
      }
    }
    all.add(new Ceiling(DEVICE, 0, 2, "fma", "", 0, 0.9 * fma(256, 2)));
    all.add(bandwidth(DEVICE, LEVELS.getLast(), 2, 0.9 * bandwidth(LEVELS.getLast(), 2)));
    all.add(new Ceiling(DEVICE, 0, 0, "transfer", "upload", 1 << 24, 4.2));
    return all;
  }

  private static Ceiling bandwidth(String engine, Level level, int threads, double value) {
    long set = threads * level.size();
    return new Ceiling(engine, 0, threads, "bandwidth", level.name(), set, value);
  }

  /// @param busy processors that others kept busy at the end
  Machine describe(double busy) {
    return new Machine(
        name,
        "CPU of " + name,
        2,
        Map.of("L1d", 32L << 10, "L2", 512L << 10, "L3", 32L << 20),
        "Linux 6.1",
        jdk,
        List.of("-XX:+UseSerialGC", "--add-modules=jdk.incubator.vector"),
        8,
        List.of(new Machine.Device("opencl", DEVICE, "Portable Computing Language", "3.1")),
        Map.of("libtorch", "2.7.1", "onnxruntime", "1.29.0"),
        0.02,
        busy);
  }
}
