package dev.tenor.bench.suite;

import dev.tenor.bench.result.Ceiling;
import java.util.List;

/// The ceilings of an engine with some width and number of threads, and which of them binds an
/// operation (S. Williams et al., Roofline, CACM 2009).
///
/// @param levels of its memory, from the nearest
record Roof(List<Ceiling> ceilings, List<Caches.Level> levels) {
  /// What binds an operation.
  ///
  /// @param value in 10⁹ per second; 0 where nothing is known
  /// @param name see [dev.tenor.bench.result.SuiteRow#bound]
  record Bound(double value, String name) {
    static final Bound NONE = new Bound(0, "");
  }

  /// The slower of the arithmetic and of the memory that holds all of the operands.
  Bound of(double flop, double bytes) {
    double arithmetic = value(Ceilings.FMA, "");
    String level = level(bytes);
    double bandwidth = value(Ceilings.BANDWIDTH, level);
    double computing = arithmetic > 0 ? flop / arithmetic : 0;
    double moving = bandwidth > 0 ? bytes / bandwidth : 0;
    if (computing == 0 && moving == 0) {
      return Bound.NONE;
    }
    return computing >= moving ? new Bound(arithmetic, Ceilings.FMA) : new Bound(bandwidth, level);
  }

  /// That of a copy between host and device.
  ///
  /// @param direction `upload` or `download`
  Bound ofTransfer(String direction) {
    double value = value(Ceilings.TRANSFER, direction);
    return value == 0 ? Bound.NONE : new Bound(value, Ceilings.TRANSFER);
  }

  /// The nearest level that holds so many bytes.
  private String level(double bytes) {
    for (Caches.Level level : levels) {
      if (bytes <= level.capacity()) {
        return level.name();
      }
    }
    return levels.isEmpty() ? "" : levels.getLast().name();
  }

  private double value(String kind, String level) {
    return ceilings.stream()
        .filter(c -> c.kind().equals(kind) && c.level().equals(level))
        .mapToDouble(Ceiling::value)
        .max()
        .orElse(0);
  }
}
