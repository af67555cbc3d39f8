package dev.tenor.tools.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What docs/architecture.md draws and names is what there is.
final class ArchitectureDocTest {
  private static final Set<String> MODULES = Set.of("engine", "kernels", "ser", "tools");

  private static String section(String begin, String end) throws IOException {
    String text = Files.readString(Sources.ROOT.resolve("docs/architecture.md"));
    int from = text.indexOf(begin);
    assertTrue(from >= 0, "docs/architecture.md has no " + begin.strip());
    int to = text.indexOf(end, from + begin.length());
    return text.substring(from + begin.length(), to < 0 ? text.length() : to);
  }

  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult m) -> m.group(1)).toList();
  }

  /// Package → its floor, the top one 0. Lines begin with the module where it changes.
  private static Map<String, Integer> floors() throws IOException {
    Map<String, Integer> floors = new LinkedHashMap<>();
    int floor = 0;
    for (String line : section("```house\n", "```").lines().filter(l -> !l.isBlank()).toList()) {
      List<String> names = new ArrayList<>(List.of(line.strip().split(" +")));
      if (!line.startsWith(" ")) {
        assertTrue(MODULES.contains(names.removeFirst()), "no module: " + line);
      }
      for (String name : names) {
        assertEquals(null, floors.put(name, floor), name + " is drawn twice");
      }
      floor++;
    }
    return floors;
  }

  private static void assertSamePackages(Set<String> named, String how) throws IOException {
    Set<String> missing = new TreeSet<>(Sources.read().imports().keySet());
    missing.removeAll(named);
    assertEquals(Set.of(), missing, "packages that are not " + how + " of docs/architecture.md");
    Set<String> gone = new TreeSet<>(named);
    gone.removeAll(Sources.read().imports().keySet());
    assertEquals(Set.of(), gone, how + " of docs/architecture.md, but no packages");
  }

  @Test
  void theHouseShowsEveryPackageAndNoOther() throws IOException {
    assertSamePackages(floors().keySet(), "drawn in the house");
  }

  @Test
  void everyPackageStandsAboveWhatItImports() throws IOException {
    Map<String, Integer> floors = floors();
    for (Map.Entry<String, SortedSet<String>> entry : Sources.read().imports().entrySet()) {
      String name = entry.getKey();
      for (String to : entry.getValue()) {
        assertTrue(floors.containsKey(name), name + " is not drawn in the house");
        assertTrue(floors.containsKey(to), to + " is not drawn in the house");
        assertTrue(
            floors.get(name) < floors.get(to), name + " imports " + to + " but is not above it");
      }
    }
  }

  @Test
  void theTableDescribesEveryPackageAndNoOther() throws IOException {
    List<String> described =
        matches(Pattern.compile("(?m)^\\| `([a-z0-9_.]+)` \\|"), section("## The house", "\n## "));
    assertSamePackages(Set.copyOf(described), "described in the table");
  }

  @Test
  void everyClassOnTheWayOfABatchExists() throws IOException {
    List<String> named =
        matches(Pattern.compile("`([A-Z]\\w*)[^`]*`"), section("## The way of a batch", "\n## "));
    assertTrue(named.size() > 30, named.toString());
    Set<String> unknown = new TreeSet<>(named);
    unknown.removeAll(Sources.read().classes());
    assertEquals(Set.of(), unknown);
  }
}
