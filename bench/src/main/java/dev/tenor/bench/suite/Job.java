package dev.tenor.bench.suite;

import dev.tenor.bench.cases.Case;
import dev.tenor.bench.cases.Cases;
import java.util.List;

/// What a [LaneProcess] is told.
///
/// @param families to measure
/// @param batches of the networks
/// @param specs of the lane's engines, as backends are opened: `opencl:0.1`
/// @param references folder of the scalar backend's results
/// @param ceilings whether to measure them, too
record Job(
    Lane lane,
    boolean quick,
    List<String> families,
    List<Integer> batches,
    List<String> specs,
    String references,
    boolean ceilings) {
  Effort effort() {
    return quick ? Effort.QUICK : Effort.FULL;
  }

  /// The cases that some engine of the lane runs.
  List<Case> cases() {
    return cases(quick, families, batches).stream()
        .filter(c -> lane.engines().stream().anyMatch(engine -> runs(c, engine)))
        .toList();
  }

  static List<Case> cases(boolean quick, List<String> families, List<Integer> batches) {
    List<Case> all = quick ? Cases.quick() : Cases.full(batches);
    return all.stream().filter(c -> families.contains(c.family())).toList();
  }

  /// Whether an engine of the lane runs a case.
  boolean runs(Case c, String engine) {
    if (c.isPlain()) {
      return engine.equals(Engines.SIMD) && lane.widest() && lane.first();
    }
    return c.runsOn(Engines.backend(engine));
  }
}
