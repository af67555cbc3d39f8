package dev.tenor.engine.random;

import java.nio.charset.StandardCharsets;

/// A sequence of random numbers read from one Philox stream. Not thread-safe: give each thread or
/// each purpose a stream of its own, by name.
public final class RandomStream {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final long seed;
  private final long stream;
  private final int[] words = new int[4];
  private long block;
  private int used = 4;

  private RandomStream(long seed, long stream) {
    this.seed = seed;
    this.stream = stream;
  }

  /// The stream of this seed with this name; another name gives an independent sequence.
  public static RandomStream of(long seed, String name) {
    return new RandomStream(seed, id(name));
  }

  /// A stable 64-bit number for a name (FNV-1a), used as the upper half of the counter.
  public static long id(String name) {
    long hash = FNV_OFFSET;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
    }
    return hash;
  }

  public int nextInt() {
    if (used == 4) {
      Philox.block(seed, stream, block++, words);
      used = 0;
    }
    return words[used++];
  }

  /// Uniform in [0, bound), without bias (Lemire's multiplication with rejection).
  ///
  /// @throws IllegalArgumentException if `bound` is not positive
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("nextInt: bound " + bound + " is not positive");
    }
    long product = (nextInt() & 0xFFFFFFFFL) * bound;
    if ((product & 0xFFFFFFFFL) < bound) {
      long threshold = ((1L << 32) - bound) % bound;
      while ((product & 0xFFFFFFFFL) < threshold) {
        product = (nextInt() & 0xFFFFFFFFL) * bound;
      }
    }
    return (int) (product >>> 32);
  }

  /// Uniform in [0, 1), a multiple of 2⁻²⁴.
  public float nextFloat() {
    return (nextInt() >>> 8) * 0x1p-24f;
  }

  /// Uniform in [0, 1), a multiple of 2⁻⁵³.
  public double nextDouble() {
    long high = nextInt() >>> 5;
    long low = nextInt() >>> 6;
    return (high * 67108864.0 + low) * 0x1p-53;
  }

  /// Uniform in [low, high).
  public double uniform(double low, double high) {
    return low + (high - low) * nextDouble();
  }

  /// Standard normal, by the Box–Muller transform (its cosine branch; `StrictMath`, so that every
  /// machine gives the same bits).
  public double nextGaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * nextDouble());
  }

  /// The numbers 0 … n − 1 in random order (Fisher–Yates).
  public int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int i = n - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }
}
