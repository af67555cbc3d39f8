package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.DeviceException;
import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tensor.Nmse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Measures how products are best cut on a device: a matrix product, and a convolution forward and
/// backward, of sizes like the network's. A candidate that does not build or computes something
/// else than the default is out.
final class ClTuner {
  private static final int ROUNDS = 5;
  private static final int TURNS = 3;
  private static final double TOLERANCE = 1e-10;
  private static final GemmGeometry GEMM = GemmGeometry.of(false, true, 512, 384, 288);
  private static final ConvGeometry CONV = new ConvGeometry(8, 78, 10, 32, 64, 3, 3, 1, 1, 1, 1);
  private final ClDevice device;
  private final Path programs;

  /// @param programs the folder for built programs
  ClTuner(ClDevice device, Path programs) {
    this.device = device;
    this.programs = programs;
  }

  /// The fastest candidate. The best ones run again by turns, so that a machine that was busy for a
  /// while does not decide.
  ///
  /// @param progress gets a line for each candidate
  ClTuning tune(Consumer<String> progress) {
    ClTuning usual = ClTuning.of(device);
    Run expected = run(usual);
    Map<ClTuning, Double> millis = new LinkedHashMap<>();
    millis.put(usual, expected.millis());
    progress.accept(line(usual, expected.millis()) + " (default)");
    for (ClTuning candidate : candidates()) {
      time(candidate, expected, millis, progress);
    }
    List<ClTuning> finalists = millis.keySet().stream().sorted(byTime(millis)).limit(3).toList();
    for (int turn = 0; turn < TURNS; turn++) {
      finalists.forEach(f -> millis.merge(f, run(f).millis(), Math::min));
      millis.merge(usual, run(usual).millis(), Math::min);
    }
    ClTuning best = millis.keySet().stream().min(byTime(millis)).orElse(usual);
    progress.accept(line(best, millis.get(best)) + " is the fastest");
    return best;
  }

  private static Comparator<ClTuning> byTime(Map<ClTuning, Double> millis) {
    return Comparator.comparing(millis::get);
  }

  private void time(
      ClTuning candidate, Run expected, Map<ClTuning, Double> millis, Consumer<String> progress) {
    try {
      Run run = run(candidate);
      if (Nmse.of(run.values(), expected.values()) > TOLERANCE) {
        progress.accept(candidate + " computes something else");
        return;
      }
      progress.accept(line(candidate, run.millis()));
      millis.put(candidate, run.millis());
    } catch (DeviceException e) {
      progress.accept(candidate + ": " + e.getMessage());
    }
  }

  private static String line(ClTuning tuning, double millis) {
    return String.format(Locale.ROOT, "%8.3f ms  %s", millis, tuning);
  }

  private List<ClTuning> candidates() {
    List<ClTuning> all = new ArrayList<>();
    if (device.isCpu()) {
      int widest = Math.clamp(device.lanes(), 4, 16);
      for (int lanes = widest; lanes >= Math.max(4, widest / 2); lanes /= 2) {
        for (int rows : new int[] {4, 6, 8, 12}) {
          for (int vectors = 1; vectors <= 4; vectors *= 2) {
            if (rows * vectors >= 12 && rows * vectors <= 24) { // less waits, more is spilled
              all.add(ClTuning.registers(lanes, rows, lanes * vectors));
            }
          }
        }
      }
    } else {
      int group = ClTuning.of(device).group();
      for (int depth : new int[] {8, 16, 32}) {
        for (int rows : new int[] {2, 4, 8}) {
          for (int cols : new int[] {2, 4, 8}) {
            all.add(new ClTuning(4, group, rows, cols, depth));
          }
        }
      }
    }
    all.remove(ClTuning.of(device));
    return all;
  }

  /// @param millis the least time of a round
  /// @param values what was computed
  private record Run(double millis, float[] values) {}

  private Run run(ClTuning tuning) {
    try (OpenClBackend backend = new OpenClBackend(new ClContext(device), tuning, programs)) {
      Buffer a = filled(backend, GEMM.m() * GEMM.k());
      Buffer b = filled(backend, GEMM.n() * GEMM.k());
      int pixels = CONV.batch() * CONV.outH() * CONV.outW();
      Buffer x = filled(backend, pixels * CONV.inChannels());
      Buffer w = filled(backend, 9 * CONV.inChannels() * CONV.outChannels());
      Buffer c = backend.memory().allocate(GEMM.m() * GEMM.n());
      Buffer y = backend.memory().allocate(pixels * CONV.outChannels());
      Buffer dx = backend.memory().allocate(x.length());
      Buffer dw = backend.memory().allocate(w.length());
      double least = Double.MAX_VALUE;
      for (int round = 0; round <= ROUNDS; round++) {
        backend.memory().fill(dw, 0, dw.length());
        backend.memory().synchronize();
        long start = System.nanoTime();
        backend.gemm().gemm(GEMM, c, a, b, 1, 0);
        backend.convolution().forward(y, x, w, null, CONV);
        backend.convolution().backwardData(dx, y, w, CONV);
        backend.convolution().backwardWeightAccumulate(dw, y, x, CONV);
        backend.memory().synchronize();
        if (round > 0) { // the first one builds
          least = Math.min(least, (System.nanoTime() - start) / 1e6);
        }
      }
      return new Run(least, joined(backend, c, dx, dw));
    }
  }

  private static Buffer filled(OpenClBackend backend, int n) {
    RandomStream random = RandomStream.of(n, "tuning");
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.uniform(-1, 1);
    }
    Buffer buffer = backend.memory().allocate(n);
    backend.memory().upload(buffer, values, 0, n);
    return buffer;
  }

  private static float[] joined(OpenClBackend backend, Buffer... buffers) {
    int n = 0;
    for (Buffer b : buffers) {
      n += b.length();
    }
    float[] values = new float[n];
    int at = 0;
    for (Buffer b : buffers) {
      backend.memory().download(values, at, b, b.length());
      at += b.length();
    }
    return values;
  }
}
