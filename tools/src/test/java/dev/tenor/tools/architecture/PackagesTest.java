package dev.tenor.tools.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Which package may import which is written down in `packages.txt`, and nowhere else.
final class PackagesTest {
  private static final String TABLE = "packages.txt";

  private static SortedMap<String, SortedSet<String>> table() throws IOException {
    SortedMap<String, SortedSet<String>> table = new TreeMap<>();
    try (InputStream in = PackagesTest.class.getResourceAsStream(TABLE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
        String[] sides = line.split(" *-> *", 2);
        SortedSet<String> to = new TreeSet<>(List.of(sides[1].split(" +")));
        to.remove("");
        table.put(sides[0], to);
      }
    }
    return table;
  }

  @Test
  void everyPackageImportsWhatTheTableSays() throws IOException {
    SortedMap<String, SortedSet<String>> found = Sources.read().imports();
    SortedMap<String, SortedSet<String>> allowed = table();
    List<String> differences = new ArrayList<>();
    Set<String> all = new TreeSet<>(found.keySet());
    all.addAll(allowed.keySet());
    for (String name : all) {
      if (!found.containsKey(name)) {
        differences.add(name + " does not exist; take its line out of " + TABLE);
      } else if (!allowed.containsKey(name)) {
        differences.add(name + " has no line in " + TABLE + "; say what it may import");
      } else {
        found.get(name).stream()
            .filter(to -> !allowed.get(name).contains(to))
            .forEach(to ->
                differences.add(name + " imports " + to + ", which " + TABLE + " does not allow"));
        allowed.get(name).stream()
            .filter(to -> !found.get(name).contains(to))
            .forEach(to ->
                differences.add(name + " does not import " + to + "; take it out of " + TABLE));
      }
    }
    assertEquals(List.of(), differences);
  }

  @Test
  void noPackageImportsItselfByWayOfOthers() throws IOException {
    SortedMap<String, SortedSet<String>> imports = Sources.read().imports();
    for (String start : imports.keySet()) {
      List<String> circle = way(imports, start, start, new TreeSet<>());
      assertTrue(circle.isEmpty(), () -> "a circle: " + String.join(" -> ", circle));
    }
  }

  /// A way from one package to another along imports; empty if there is none.
  private static List<String> way(
      SortedMap<String, SortedSet<String>> imports, String from, String to, Set<String> seen) {
    for (String next : imports.get(from)) {
      if (next.equals(to)) {
        return List.of(from, to);
      }
      if (seen.add(next)) {
        List<String> rest = way(imports, next, to, seen);
        if (!rest.isEmpty()) {
          List<String> way = new ArrayList<>(List.of(from));
          way.addAll(rest);
          return way;
        }
      }
    }
    return List.of();
  }

  @Test
  void everyPackageSaysWhatItHoldsAndLeavesItsImportsToTheTable() throws IOException {
    for (Map.Entry<String, Path> folder : Sources.read().folders().entrySet()) {
      String name = folder.getKey();
      Path file = folder.getValue().resolve("package-info.java");
      assertTrue(Files.exists(file), name + " has no package-info");
      String text = Files.readString(file).toLowerCase(Locale.ROOT);
      assertTrue(text.startsWith("///"), name + " does not say what it holds");
      for (String claim : List.of("imports", "imported by", "may import")) {
        assertTrue(!text.contains(claim), name + ": say '" + claim + "' in " + TABLE);
      }
    }
  }
}
