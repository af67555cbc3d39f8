package dev.tenor.bench.suite;

import java.util.List;

/// What one JVM measures: some engines by turns, with one width of vectors and number of threads.
///
/// @param bits width of the `simd` backend's vectors
/// @param widest whether there is no wider lane; only there other engines and plain Java run
/// @param first whether there is no lane with fewer threads: only there plain Java runs
record Lane(int bits, int threads, boolean widest, boolean first, List<String> engines) {
  /// For messages.
  String describe() {
    return String.join(", ", engines)
        + " with "
        + threads
        + (threads == 1 ? " thread, " : " threads, ")
        + bits
        + " bits";
  }
}
