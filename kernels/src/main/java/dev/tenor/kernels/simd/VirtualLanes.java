package dev.tenor.kernels.simd;

/// The lanes that results are made of: eight, however many a vector has. Whatever the order of
/// additions or the choice of an algorithm depends on is counted in these and never in [Lanes#L],
/// so that vectors of 128, 256 and 512 bits give the same bits:
///
/// - A sum along a row has eight virtual lanes, or four accumulators of eight: element i goes to
///   lane i mod 8 of its accumulator. With vectors of 4 lanes a kernel runs twice, first for the
///   lower half of them; one of 16 holds two accumulators, or leaves its upper half unused.
/// - Sums of columns may have several accumulators for the columns of whole groups of eight
///   ([#whole]), and one for those beyond.
/// - What needs whole vectors of channels is chosen for multiples of [#WIDEST].
/// - Where chunks depend on the size of a register tile, it is counted as [#TILE_ROWS] × 2·V.
final class VirtualLanes {
  static final int V = 8;

  /// The lanes of the widest vectors that are used.
  static final int WIDEST = 16;

  /// The rows of a register tile, where they decide about chunks or algorithms.
  static final int TILE_ROWS = 4;

  private VirtualLanes() {}

  /// The first n elements or columns that make whole groups of V.
  static int whole(int n) {
    return n & -V;
  }

  /// Adds four accumulators of V lanes, one after the other in `lanes`, to the first.
  static void join(float[] lanes) {
    for (int i = 0; i < V; i++) {
      lanes[i] += lanes[V + i] + (lanes[2 * V + i] + lanes[3 * V + i]);
    }
  }

  /// The sum of the first V floats of `lanes`, always added in the same order: halves, then
  /// quarters. They are overwritten.
  static float sum(float[] lanes) {
    for (int half = V / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }
}
