package dev.tenor.ser.run;

import dev.tenor.engine.autograd.OpProfile;
import dev.tenor.engine.autograd.OpProfile.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A profile as text: milliseconds per step, percentage of the time and of the arithmetic peak.
public final class ProfileTable {
  private ProfileTable() {}

  /// @param peak the arithmetic peak in operations per second; 0 if unknown
  public static List<String> lines(OpProfile profile, double peak) {
    List<Line> lines = new ArrayList<>(profile.lines());
    long steps = lines.stream().mapToLong(Line::calls).min().orElse(1); // each step has one loss
    lines.sort(Comparator.comparingLong(Line::nanos).reversed());
    long total = Math.max(1, lines.stream().mapToLong(Line::nanos).sum());
    long flops = lines.stream().mapToLong(Line::flops).sum();
    List<String> table = new ArrayList<>();
    table.add(
        String.format(
            Locale.ROOT,
            "profile of %d steps: %.2f ms per step in ops; peak %s",
            steps,
            total / 1e6 / Math.max(1, steps),
            peak == 0 ? "unknown" : String.format(Locale.ROOT, "%.1f GFLOP/s", peak / 1e9)));
    table.add(
        String.format(
            Locale.ROOT,
            "%-46s %8s %7s %8s %9s %7s",
            "layer, op",
            "ms/step",
            "share",
            "calls",
            "GFLOP/s",
            "of peak"));
    for (Line line : lines) {
      String name =
          (line.path().isEmpty() ? "" : line.path() + " ")
              + line.op()
              + (line.backward() ? ", backward" : "");
      table.add(row(name, line.nanos(), line.calls(), line.flops(), total, steps, peak));
    }
    table.add(row("all", total, 0, flops, total, steps, peak));
    return table;
  }

  private static String row(
      String name, long nanos, long calls, long flops, long total, long steps, double peak) {
    double rate = flops / (nanos / 1e9);
    return String.format(
            Locale.ROOT,
            "%-46s %8.3f %6.1f%% %8s %9s %7s",
            name,
            nanos / 1e6 / Math.max(1, steps),
            100.0 * nanos / total,
            calls == 0 ? "" : Long.toString(calls),
            flops == 0 ? "" : String.format(Locale.ROOT, "%.1f", rate / 1e9),
            flops == 0 || peak == 0 ? "" : String.format(Locale.ROOT, "%.0f%%", 100 * rate / peak))
        .stripTrailing();
  }
}
