package dev.tenor.tools.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The documentation of what can be used as a library is made without an error or a warning.
final class JavadocTest {
  @TempDir private Path folder;

  private static List<String> sources(String module) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
      return files.map(Path::toString).filter(name -> name.endsWith(".java")).toList();
    }
  }

  @Test
  void isMadeWithoutAWarning() throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-quiet",
                "-Xdoclint:all,-missing",
                "--add-modules",
                "jdk.incubator.vector",
                "-encoding",
                "UTF-8",
                "-d",
                folder.toString(),
                "-classpath",
                System.getProperty("java.class.path")));
    for (String module : List.of("engine", "kernels", "ser")) {
      arguments.addAll(sources(module));
    }
    StringWriter told = new StringWriter();
    PrintWriter out = new PrintWriter(told, true);
    int code =
        ToolProvider.findFirst("javadoc")
            .orElseThrow()
            .run(out, out, arguments.toArray(String[]::new));
    List<String> complaints =
        told.toString()
            .lines()
            .filter(line -> line.contains("warning: ") || line.contains("error: "))
            .filter(line -> !line.contains("[incubating]")) // nothing can silence it
            .toList();
    assertEquals(List.of(), complaints);
    assertEquals(0, code, told.toString());
    assertTrue(Files.exists(folder.resolve("dev/tenor/engine/tensor/Tensor.html")));
  }
}
