package dev.tenor.bench.suite;

import dev.tenor.bench.cases.Cases;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.incubator.vector.FloatVector;

/// What to measure, checked.
///
/// @param bits widths of the `simd` backend's vectors, ascending
/// @param threads numbers of threads, ascending
/// @param peers other engines, measured beside `simd`
record Choices(
    boolean quick,
    List<String> backends,
    List<String> families,
    List<Integer> bits,
    List<Integer> threads,
    List<Integer> batches,
    List<String> peers,
    int forks) {
  private static final int NARROWEST = 128;
  private static final int WIDEST = 512;
  private static final int MOST_BATCH = 256;

  Choices {
    bits = ascending("bits", bits, NARROWEST, widest());
    threads = ascending("threads", threads, 1, 1024);
    batches = ascending("batches", batches, 1, MOST_BATCH);
    List<String> known = Cases.families();
    for (String family : families) {
      require(known.contains(family), "there is no family '%s'; there are %s", family, known);
    }
    for (int width : bits) {
      require(Integer.bitCount(width) == 1, "bits: %d is no width of vectors", width);
    }
    for (String peer : peers) {
      require(
          PeerJob.KNOWN.contains(peer), "there is no peer '%s'; there are %s", peer, PeerJob.KNOWN);
    }
    require(forks > 0, "forks: %d; give at least 1", forks);
    require(!backends.isEmpty(), "no backend is chosen");
  }

  private static List<Integer> ascending(String what, List<Integer> numbers, int from, int to) {
    require(!numbers.isEmpty(), "%s: none is given", what);
    for (int n : numbers) {
      require(n >= from && n <= to, "%s: %d is not from %d to %d", what, n, from, to);
    }
    return numbers.stream().distinct().sorted().toList();
  }

  private static void require(boolean condition, String message, Object... values) {
    if (!condition) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, message, values));
    }
  }

  /// The width of this machine's vectors, as far as kernels use it.
  static int widest() {
    return Math.clamp(FloatVector.SPECIES_PREFERRED.vectorBitSize(), NARROWEST, WIDEST);
  }

  /// All widths that this machine has.
  static List<Integer> allBits() {
    List<Integer> all = new ArrayList<>();
    for (int bits = NARROWEST; bits <= widest(); bits *= 2) {
      all.add(bits);
    }
    return all;
  }

  /// One thread, and powers of two up to all processors.
  static List<Integer> allThreads() {
    int processors = Runtime.getRuntime().availableProcessors();
    List<Integer> all = new ArrayList<>();
    for (int threads = 1; threads < processors; threads *= 2) {
      all.add(threads);
    }
    all.add(processors);
    return all;
  }

  /// The lanes, the widest vectors first: with these other engines are compared. Narrower ones have
  /// no engine but `simd`. What is on no processor runs only beside the most threads.
  List<Lane> lanes(Engines engines) {
    List<Lane> lanes = new ArrayList<>();
    for (int width : bits.reversed()) {
      boolean widest = width == bits.getLast();
      for (int n : threads) {
        boolean first = n == threads.getFirst();
        boolean last = n == threads.getLast();
        List<String> runners =
            engines.names().stream()
                .filter(engine -> engine.equals(Engines.SIMD) || widest)
                .filter(engine -> !engine.equals(Engines.SCALAR) || first)
                .filter(engine -> last || engines.isOnProcessors(engine))
                .toList();
        if (!runners.isEmpty()) {
          lanes.add(new Lane(width, n, widest, first, runners));
        }
      }
    }
    return lanes;
  }
}
