package dev.tenor.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.bench.suite.Caches.Cache;
import dev.tenor.bench.suite.Caches.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachesTest {
  @TempDir Path folder;

  private void index(int i, String level, String type, String size, String shared)
      throws IOException {
    Path index = Files.createDirectories(folder.resolve("index" + i));
    Files.writeString(index.resolve("level"), level + "\n");
    Files.writeString(index.resolve("type"), type + "\n");
    Files.writeString(index.resolve("size"), size + "\n");
    Files.writeString(index.resolve("shared_cpu_list"), shared + "\n");
  }

  @Test
  void readsWhatLinuxTells() throws IOException {
    index(0, "1", "Data", "32K", "0,4");
    index(1, "1", "Instruction", "32K", "0");
    index(2, "2", "Unified", "1024K", "0");
    index(3, "3", "Unified", "32768K", "0-3,8-11");
    List<Cache> told = Caches.read(folder);
    assertEquals(
        List.of(
            new Cache("L1", 32 << 10, 2),
            new Cache("L2", 1 << 20, 1),
            new Cache("L3", 32 << 20, 8)),
        told);
    assertEquals(Map.of("L1d", 32L << 10, "L2", 1L << 20, "L3", 32L << 20), Caches.sizes(told));
    assertEquals(64 << 20, told.getLast().capacity(9), "nine threads have two of them");
  }

  @Test
  void setsAreTooLargeForTheLevelBefore() {
    List<Level> levels =
        Caches.levels(List.of(new Cache("L1", 32_000, 1), new Cache("L2", 100_000, 1)), 2);
    assertEquals(List.of("L1", "L2", "memory"), levels.stream().map(Level::name).toList());
    assertEquals(32_000, levels.getFirst().workingSet());
    assertEquals(128_000, levels.get(1).workingSet());
    assertTrue(levels.getLast().workingSet() >= 4 * 200_000);
  }

  @Test
  void aCacheThatIsHardlyLargerIsLeftOut() {
    List<Level> levels =
        Caches.levels(List.of(new Cache("L2", 1 << 20, 1), new Cache("L3", 2 << 20, 4)), 1);
    assertEquals(List.of("L2", "memory"), levels.stream().map(Level::name).toList());
  }

  @Test
  void whereNothingIsToldUsualSizesAreTaken() throws IOException {
    assertEquals(List.of(), Caches.read(folder));
    assertEquals("memory", Caches.levels(List.of(), 1).getFirst().name());
    assertTrue(Caches.levels(1).size() > 1, "of this machine");
  }
}
