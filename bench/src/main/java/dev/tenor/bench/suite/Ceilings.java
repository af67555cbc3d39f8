package dev.tenor.bench.suite;

import dev.tenor.bench.result.Ceiling;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import java.util.ArrayList;
import java.util.List;

/// What an engine can do at most, measured.
final class Ceilings {
  static final String FMA = "fma";
  static final String BANDWIDTH = "bandwidth";
  static final String TRANSFER = "transfer";

  /// Floats of a copy between host and device: 32 MiB.
  private static final int COPIED = 1 << 23;

  private static final int ROUNDS = 5;

  private Ceilings() {}

  /// Measures arithmetic and the bandwidth of every level.
  static List<Ceiling> measure(
      String engine, int bits, int threads, Backend backend, List<Caches.Level> levels) {
    List<Ceiling> ceilings = new ArrayList<>();
    double flops = backend.measurePeakFlops();
    if (flops > 0) {
      ceilings.add(new Ceiling(engine, bits, threads, FMA, "", 0, flops / 1e9));
    }
    for (Caches.Level level : levels) {
      double bytes = backend.measureBandwidth(level.workingSet());
      if (bytes > 0) {
        ceilings.add(
            new Ceiling(
                engine, bits, threads, BANDWIDTH, level.name(), level.workingSet(), bytes / 1e9));
      }
    }
    return ceilings;
  }

  /// Copies to and from a device.
  static List<Ceiling> transfers(String engine, int threads, Backend backend) {
    float[] host = new float[COPIED];
    Buffer device = backend.memory().allocate(COPIED);
    try {
      double up = best(backend, () -> backend.memory().upload(device, host, 0, COPIED));
      double down = best(backend, () -> backend.memory().download(host, 0, device, COPIED));
      long bytes = (long) COPIED * Float.BYTES;
      return List.of(
          new Ceiling(engine, 0, threads, TRANSFER, "upload", bytes, up),
          new Ceiling(engine, 0, threads, TRANSFER, "download", bytes, down));
    } finally {
      backend.memory().release(device);
    }
  }

  private static double best(Backend backend, Runnable copy) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      copy.run();
      backend.memory().synchronize();
      least = Math.min(least, System.nanoTime() - start);
    }
    return (double) COPIED * Float.BYTES / least;
  }
}
