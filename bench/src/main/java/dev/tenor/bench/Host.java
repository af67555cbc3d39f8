package dev.tenor.bench;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.ser.run.Environment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The machine that was measured on.
///
/// @param simd the vector backend's description: lanes and threads
/// @param peaks on one thread, on two and on all of them
public record Host(String jdk, String cpu, int processors, String simd, List<MachinePeak> peaks) {
  /// Measures the peaks, which takes some seconds.
  public static Host measure() throws IOException, InterruptedException {
    int processors = Runtime.getRuntime().availableProcessors();
    List<MachinePeak> peaks = new ArrayList<>(List.of(MachinePeak.measure(1)));
    if (processors > 1) {
      peaks.add(MachinePeak.measure(2));
    }
    if (processors > 2) {
      peaks.add(MachinePeak.measure(processors));
    }
    try (Backend simd = Backends.open("simd", processors)) {
      String jdk = System.getProperty("java.vm.name") + " " + Runtime.version();
      return new Host(jdk, Environment.here().cpu(), processors, simd.device(), List.copyOf(peaks));
    }
  }

  /// Whether the measurements are reliable.
  ///
  /// @param othersBefore processors that [OtherPrograms] used before the measurements
  /// @param othersAfter likewise after them
  /// @param wideRows number of rows with too large a spread
  public Noise noise(double othersBefore, double othersAfter, int wideRows) {
    double onTwo = peaks.size() > 1 ? peaks.get(1).gflops() : 0;
    return new Noise(peaks.getFirst().gflops(), onTwo, othersBefore, othersAfter, wideRows);
  }

  /// A few lines of text.
  public String describe() {
    StringBuilder text = new StringBuilder();
    text.append(jdk).append('\n');
    text.append(cpu).append(", ").append(processors).append(" processors; ").append(simd);
    for (MachinePeak p : peaks) {
      text.append(
          String.format(
              Locale.ROOT,
              "%npeak on %d thread%s: %.1f GFLOP/s, %.1f GB/s",
              p.threads(),
              p.threads() == 1 ? "" : "s",
              p.gflops(),
              p.gigabytes()));
    }
    return text.toString();
  }
}
