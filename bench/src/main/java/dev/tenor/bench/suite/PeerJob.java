package dev.tenor.bench.suite;

import dev.tenor.bench.cases.Case;
import java.util.List;

/// What the JVM that measures other engines beside `simd` is told.
///
/// @param peers their names
/// @param bits width of the vectors of `simd`
/// @param references folder of the scalar backend's results
public record PeerJob(
    List<String> peers,
    int threads,
    int bits,
    boolean quick,
    List<String> families,
    List<Integer> batches,
    String references) {
  /// The class that does it, in the Maven profile `peers`.
  static final String MAIN = "dev.tenor.bench.peers.SuitePeers";

  /// The engines that it knows.
  static final List<String> KNOWN = List.of("libtorch", "onnxruntime", "openblas");

  public Effort effort() {
    return quick ? Effort.QUICK : Effort.FULL;
  }

  /// The cases of a family, as far as it is measured.
  public List<Case> cases(String family) {
    return Job.cases(quick, families, batches).stream()
        .filter(c -> c.family().equals(family))
        .toList();
  }
}
