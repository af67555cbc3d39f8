package dev.tenor.engine.autograd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the time of passes goes, by layer and op: attach it with [Pass#profiled]. Every op waits
/// for the backend, so that a device's work is counted where it belongs; the passes get slower by
/// that.
public final class OpProfile {
  private record Key(String path, String op, boolean backward) {}

  private final Map<Key, long[]> sums = new LinkedHashMap<>();

  /// What one op of one layer took in one direction.
  ///
  /// @param path the layer, for example `extraction.blocks.0`; empty outside of layers
  /// @param calls how often it ran
  /// @param nanos how long it took in all
  /// @param flops how many floating-point operations its arithmetic needs in all; 0 if it is not
  ///   limited by arithmetic
  public record Line(
      String path, String op, boolean backward, long calls, long nanos, long flops) {}

  /// Adds one call.
  public void add(String path, String op, boolean backward, long nanos, long flops) {
    long[] sum = sums.computeIfAbsent(new Key(path, op, backward), key -> new long[3]);
    sum[0]++;
    sum[1] += nanos;
    sum[2] += flops;
  }

  /// All lines, in the order in which they first ran.
  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    sums.forEach((k, s) -> lines.add(new Line(k.path(), k.op(), k.backward(), s[0], s[1], s[2])));
    return lines;
  }

  /// Forgets everything, for instance after the first steps, which warm up.
  public void reset() {
    sums.clear();
  }
}
