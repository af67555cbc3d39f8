package dev.tenor.bench.suite;

import dev.tenor.bench.cases.Case;
import java.util.List;
import java.util.Map;

/// What a [LaneProcess] found out about a case.
///
/// @param samples one for each engine that ran it
public record Outcome(
    String family,
    String name,
    Map<String, String> shape,
    String kind,
    double flop,
    double bytes,
    boolean allocates,
    List<Sample> samples) {
  /// Of one engine.
  ///
  /// @param bits 0 where the engine has no choice
  /// @param failure why nothing was timed; empty if it was
  /// @param nanos of an operation, turn by turn: those of one turn were taken one after the other
  /// @param allocated bytes per operation
  /// @param still whether times stood still at the end of the warm-up
  public record Sample(
      String engine,
      int bits,
      String failure,
      double error,
      double[] nanos,
      double allocated,
      double warmUpSeconds,
      boolean still) {
    public static Sample failed(String engine, int bits, String failure) {
      return new Sample(engine, bits, failure, 0, new double[0], 0, 0, false);
    }
  }

  public static Outcome of(Case c, List<Sample> samples) {
    return new Outcome(
        c.family(),
        c.name(),
        c.shape(),
        c.kind(),
        c.flop(),
        c.bytes(),
        c.allocates(),
        List.copyOf(samples));
  }

  /// For messages.
  String describe() {
    return family + " " + name + " " + shape;
  }
}
