package dev.tenor.bench.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The levels of memory, from the nearest to the farthest.
final class Caches {
  static final String MEMORY = "memory";

  private static final Path LINUX = Path.of("/sys/devices/system/cpu/cpu0/cache");
  private static final long KIB = 1024;
  private static final long LEAST_MEMORY = 64 * KIB * KIB;
  private static final long MOST_MEMORY = 512 * KIB * KIB;

  /// A cache.
  ///
  /// @param name `L1`, `L2` or `L3`
  /// @param bytes of one
  /// @param sharedBy how many processors share one
  record Cache(String name, long bytes, int sharedBy) {
    /// The bytes of those that so many threads have, each on a processor of its own.
    long capacity(int threads) {
      return bytes * Math.ceilDiv(threads, sharedBy);
    }
  }

  /// A level of memory as some threads see it.
  ///
  /// @param capacity the largest working set that it holds
  /// @param workingSet what its bandwidth is measured with: too large for the level before
  record Level(String name, long capacity, long workingSet) {}

  private Caches() {}

  /// What the system tells of this machine; empty where it tells nothing.
  static List<Cache> told() {
    try {
      return read(LINUX);
    } catch (IOException e) {
      throw new UncheckedIOException(LINUX + ": " + e.getMessage(), e);
    }
  }

  /// @param folder `cache` of a processor, as Linux has it
  static List<Cache> read(Path folder) throws IOException {
    List<Cache> caches = new ArrayList<>();
    for (int i = 0; Files.isDirectory(folder.resolve("index" + i)); i++) {
      Path index = folder.resolve("index" + i);
      String size = word(index, "size");
      if (!word(index, "type").equals("Instruction") && size.matches("\\d+K")) {
        long bytes = Long.parseLong(size.substring(0, size.length() - 1)) * KIB;
        int sharedBy = processors(word(index, "shared_cpu_list"));
        caches.add(new Cache("L" + word(index, "level"), bytes, sharedBy));
      }
    }
    return caches;
  }

  private static String word(Path index, String file) throws IOException {
    Path path = index.resolve(file);
    return Files.exists(path) ? Files.readString(path).strip() : "";
  }

  /// How many a list such as `0-3,8` has.
  private static int processors(String list) {
    int count = 0;
    for (String range : list.split(",")) {
      String[] ends = range.split("-");
      if (ends[0].matches("\\d+")) {
        count += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
      }
    }
    return Math.max(1, count);
  }

  /// What most processors have, for systems that tell nothing.
  private static List<Cache> usual() {
    int all = Runtime.getRuntime().availableProcessors();
    return List.of(
        new Cache("L1", 32 * KIB, 1),
        new Cache("L2", 512 * KIB, 1),
        new Cache("L3", 16 * KIB * KIB, all));
  }

  /// For results: `L1d`, `L2`, `L3` and the bytes of one.
  static Map<String, Long> sizes(List<Cache> told) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    told.forEach(
        cache -> sizes.put(cache.name().equals("L1") ? "L1d" : cache.name(), cache.bytes()));
    return sizes;
  }

  /// The levels of this machine's processors.
  static List<Level> levels(int threads) {
    List<Cache> told = told();
    return levels(told.isEmpty() ? usual() : told, threads);
  }

  /// Half of a cache, unless that would fit the one before; a cache that is hardly larger than that
  /// is left out.
  static List<Level> levels(List<Cache> caches, int threads) {
    List<Level> levels = new ArrayList<>();
    long before = 0;
    for (Cache cache : caches) {
      long capacity = cache.capacity(threads);
      long workingSet = Math.max(capacity / 2, 2 * before);
      if (workingSet <= 0.9 * capacity) {
        levels.add(new Level(cache.name(), capacity, workingSet));
        before = capacity;
      }
    }
    long beyond = Math.clamp(4 * before, LEAST_MEMORY, MOST_MEMORY);
    levels.add(
        new Level(MEMORY, Long.MAX_VALUE, Math.max(beyond, 2 * Math.min(before, MOST_MEMORY))));
    return levels;
  }

  /// Those of a device that is no processor: what fits any GPU's last cache, and its memory.
  static List<Level> ofGraphics() {
    return List.of(
        new Level("L2", 2 * KIB * KIB, KIB * KIB), new Level(MEMORY, Long.MAX_VALUE, MOST_MEMORY));
  }
}
