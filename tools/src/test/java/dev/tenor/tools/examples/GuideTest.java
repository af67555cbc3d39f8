package dev.tenor.tools.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The guide to the engine: every snippet compiles, and every name in its table of PyTorch's is
/// there.
class GuideTest {
  private static final Path GUIDE = Path.of("../docs/engine.md");

  /// A fence, and perhaps a comment before it that says what the snippet takes as given.
  private static final Pattern SNIPPET =
      Pattern.compile("(?:<!-- given: (.*?) -->\\n)?```java\\n(.*?)```", Pattern.DOTALL);

  private static final String PACKAGES =
      """
      import dev.tenor.engine.Session;
      import dev.tenor.engine.autograd.*;
      import dev.tenor.engine.data.*;
      import dev.tenor.engine.export.*;
      import dev.tenor.engine.nn.*;
      import dev.tenor.engine.ops.*;
      import dev.tenor.engine.optim.*;
      import dev.tenor.engine.tensor.*;
      import java.nio.file.*;
      import java.util.*;
      """;

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `[^|]*` \\|([^|]*)\\|");
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*)(?:\\.(\\w+))?");

  @TempDir Path folder;

  @Test
  void everySnippetCompiles() throws IOException {
    List<Path> sources = new ArrayList<>();
    Matcher snippets = SNIPPET.matcher(Files.readString(GUIDE));
    while (snippets.find()) {
      String name = "Snippet" + sources.size();
      String given = snippets.group(1) == null ? "" : snippets.group(1);
      String code = snippets.group(2);
      String body =
          code.startsWith("final class")
              ? code
              : "  static void run(" + given + ") throws Exception {\n" + code + "  }\n";
      String text =
          PACKAGES + "@SuppressWarnings(\"unused\")\nclass " + name + " {\n" + body + "}\n";
      sources.add(Files.writeString(folder.resolve(name + ".java"), text));
    }
    assertTrue(sources.size() >= 10, sources.size() + " snippets");
    Compiled.into(folder, sources);
  }

  /// Where the table says `Ops.exp` or `new Linear`, there is a public class with such a method.
  @Test
  void everyNameOfTheTableIsThere() throws IOException {
    String guide = Files.readString(GUIDE);
    Matcher rows = ROW.matcher(guide.substring(guide.indexOf("## PyTorch → Tenor")));
    List<String> missing = new ArrayList<>();
    int count = 0;
    while (rows.find()) {
      count++;
      Matcher names = NAME.matcher(rows.group(1).replace("`new ", "`"));
      while (names.find()) {
        if (!exists(names.group(1), names.group(2))) {
          missing.add(names.group());
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(count >= 100, count + " rows");
  }

  private static boolean exists(String type, String method) throws IOException {
    for (String name :
        List.of(
            "",
            "autograd.",
            "backend.",
            "data.",
            "export.",
            "io.",
            "nn.",
            "ops.",
            "optim.",
            "tensor.")) {
      try {
        Class<?> found = Class.forName("dev.tenor.engine." + name + type);
        for (var m : found.getMethods()) {
          if (m.getName().equals(method)) {
            return true;
          }
        }
        for (var inner : found.getClasses()) {
          if (inner.getSimpleName().equals(method)) {
            return true;
          }
        }
        if (method == null && java.lang.reflect.Modifier.isPublic(found.getModifiers())) {
          return true;
        }
      } catch (ClassNotFoundException e) {
        continue;
      }
    }
    return false;
  }
}
