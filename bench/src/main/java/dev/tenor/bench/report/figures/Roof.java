package dev.tenor.bench.report.figures;

import dev.tenor.bench.result.Ceiling;
import dev.tenor.bench.result.SuiteResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The ceilings of one engine with vectors of one width and some threads: arithmetic, and the
/// memories by which it may be slowed down.
///
/// @param engine as rows call it
/// @param fma 10⁹ floating-point operations per second
public record Roof(String engine, int bits, int threads, double fma, List<Ceiling> memories) {
  public Roof {
    memories = List.copyOf(memories);
  }

  /// One for each measured peak of what some row ran on. All engines of the CPU share theirs, which
  /// have the name of the first of them.
  public static List<Roof> of(SuiteResult result) {
    List<Roof> roofs = new ArrayList<>();
    Set<List<String>> seen = new LinkedHashSet<>();
    for (String engine : Engines.of(result.rows()).names()) {
      List<String> names = Engines.ceilings(result, engine);
      if (seen.add(names)) {
        result.ceilings().stream()
            .filter(c -> c.kind().equals("fma") && names.contains(c.engine()))
            .map(c -> new Roof(engine, c.bits(), c.threads(), c.value(), memories(result, c)))
            .forEach(roofs::add);
      }
    }
    return roofs;
  }

  /// Of the same width where bandwidths were measured by width.
  private static List<Ceiling> memories(SuiteResult result, Ceiling fma) {
    List<Ceiling> all =
        result.ceilings().stream()
            .filter(c -> c.kind().equals("bandwidth"))
            .filter(c -> c.engine().equals(fma.engine()) && c.threads() == fma.threads())
            .toList();
    List<Ceiling> same = all.stream().filter(c -> c.bits() == fma.bits()).toList();
    return same.isEmpty() ? all : same;
  }

  /// The memories that bind above some arithmetic intensity; faster ones show nothing of
  /// themselves.
  public List<Ceiling> rising(double from) {
    return memories.stream().filter(memory -> fma / memory.value() > from).toList();
  }

  /// Points of the roof under a memory, from one arithmetic intensity to another: rising, then
  /// level; each is an intensity in flop per byte and 10⁹ flop per second.
  public List<double[]> line(Ceiling memory, double from, double to) {
    double ridge = fma / memory.value();
    List<double[]> points = new ArrayList<>();
    points.add(point(memory, from));
    if (ridge > from && ridge < to) {
      points.add(point(memory, ridge));
    }
    points.add(point(memory, to));
    return points;
  }

  private double[] point(Ceiling memory, double intensity) {
    return new double[] {intensity, Math.min(fma, intensity * memory.value())};
  }
}
