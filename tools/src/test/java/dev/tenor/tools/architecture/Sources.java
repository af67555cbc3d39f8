package dev.tenor.tools.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The main sources of the modules. Packages are named without `dev.tenor.`.
///
/// @param imports package → packages of the project that its code names, without itself
/// @param classes the simple names of all top-level classes
/// @param folders package → its folder
record Sources(
    SortedMap<String, SortedSet<String>> imports, Set<String> classes, Map<String, Path> folders) {
  static final Path ROOT = Path.of("..");

  private static final List<String> MODULES =
      List.of("engine", "kernels", "ser", "tools", "tools/spark");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");
  private static final Pattern PACKAGE =
      Pattern.compile("(?m)^package dev\\.tenor\\.([a-z0-9_.]+);");
  private static final Pattern QUALIFIED =
      Pattern.compile("\\bdev\\.tenor\\.([a-z0-9_]+(?:\\.[a-z0-9_]+)*)\\.[A-Z]");

  /// Reads everything; tests run in the folder of their module.
  static Sources read() throws IOException {
    SortedMap<String, SortedSet<String>> imports = new TreeMap<>();
    Set<String> classes = new TreeSet<>();
    Map<String, Path> folders = new TreeMap<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
          Matcher declared = PACKAGE.matcher(code);
          if (!declared.find()) {
            throw new IllegalStateException(file + ": declares no package of the project");
          }
          String from = declared.group(1);
          SortedSet<String> to = imports.computeIfAbsent(from, _ -> new TreeSet<>());
          QUALIFIED.matcher(code).results().map(m -> m.group(1)).forEach(to::add);
          to.remove(from);
          folders.put(from, file.getParent());
          classes.add(file.getFileName().toString().replace(".java", ""));
        }
      }
    }
    return new Sources(imports, classes, folders);
  }
}
