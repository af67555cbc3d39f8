package dev.tenor.bench.report.figures;

import dev.tenor.bench.result.Machine;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.bench.result.SuiteRow;
import dev.tenor.ser.plot.Look;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The engines of a result and the looks by which plots tell them apart: the same engine looks the
/// same in every plot and every report.
public final class Engines {
  private static final List<String> KNOWN =
      List.of("simd", "opencl", "scalar", "libtorch", "onnxruntime", "openblas");

  private final List<String> names;
  private final List<String> order = new ArrayList<>(KNOWN);

  private Engines(Collection<String> engines) {
    engines.stream().distinct().sorted().filter(e -> !KNOWN.contains(e)).forEach(order::add);
    names = order.stream().filter(engines::contains).toList();
  }

  public static Engines of(Collection<SuiteRow> rows) {
    return new Engines(rows.stream().map(SuiteRow::engine).toList());
  }

  /// In the order of tables.
  public List<String> names() {
    return names;
  }

  /// The number of its colour.
  ///
  /// @throws IllegalArgumentException if no row has such an engine
  public int index(String engine) {
    int index = order.indexOf(engine);
    if (index < 0) {
      throw new IllegalArgumentException("no row has the engine " + engine + ", only " + names);
    }
    return index;
  }

  public Look look(String engine) {
    return Look.of(index(engine));
  }

  /// How ceilings may call what an engine runs on: `simd` is the CPU, and a device has its own name
  /// or that of its engine.
  static List<String> ceilings(SuiteResult result, String engine) {
    return result.machine().devices().stream()
        .filter(device -> device.engine().equals(engine))
        .map(Machine.Device::name)
        .findFirst()
        .map(name -> List.of(engine, name))
        .orElse(List.of("simd"));
  }
}
