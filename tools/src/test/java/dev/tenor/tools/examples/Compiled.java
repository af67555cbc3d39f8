package dev.tenor.tools.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/// Sources of the documentation, compiled on the class path of the test.
final class Compiled {
  private Compiled() {}

  /// Compiles with all warnings, of which there must be none.
  static void into(Path classes, List<Path> sources) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
    args.addAll(List.of("-Xlint:all", "-Werror", "-proc:none", "-implicit:none"));
    sources.forEach(source -> args.add(source.toString()));
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, messages, messages, args.toArray(String[]::new));
    assertEquals(0, status, () -> messages.toString(StandardCharsets.UTF_8));
  }

  static URLClassLoader loader(Path classes) throws IOException {
    return new URLClassLoader(
        new URL[] {classes.toUri().toURL()}, Thread.currentThread().getContextClassLoader());
  }
}
