package dev.tenor.bench;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The machine that was measured on.
///
/// @param simd the vector backend's description: lanes and threads
/// @param peaks on one thread, on two and on all of them
public record Host(String jdk, String cpu, int processors, String simd, List<MachinePeak> peaks) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

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
      return new Host(jdk, cpuModel(), processors, simd.device(), List.copyOf(peaks));
    }
  }

  /// The model's name where the system reports it (Linux), else the architecture.
  private static String cpuModel() throws IOException {
    if (Files.isReadable(CPU_INFO)) {
      try (Stream<String> lines = Files.lines(CPU_INFO)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
      }
    }
    return System.getProperty("os.arch");
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
