package dev.tenor.bench.suite;

/// How long each row is measured.
///
/// @param turns samples of a fork
/// @param sliceMillis of a sample: so many operations as last so long, at least one
/// @param leastWarmUp seconds before times may count as still
/// @param untilStill whether the warm-up waits for that at all; otherwise it ends when the
///   operation allocates next to nothing, since the compiler is done then
public record Effort(int turns, double sliceMillis, double leastWarmUp, boolean untilStill) {
  public static final Effort FULL = new Effort(15, 10, 0.25, true);
  public static final Effort QUICK = new Effort(3, 0.2, 0, false);

  /// How long a quick warm-up waits for the compiler, in seconds of the processors' time: on a busy
  /// machine the compiler gets little of it.
  static final double PATIENCE = 10;

  /// Long operations get fewer samples: no more begin after so many seconds.
  static final double MOST_SECONDS = 4;

  static final int FEWEST_TURNS = 3;

  /// What a kernel may allocate in an operation: its task and what belongs to it. Vectors that the
  /// compiler boxes are as large as the operands together, or larger.
  static double mostAllocated(double bytes) {
    return 16 * 1024 + bytes / 8;
  }
}
