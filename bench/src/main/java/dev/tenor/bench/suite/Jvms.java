package dev.tenor.bench.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Runs the JVMs that measure, one after the other. When the user ends this one with Ctrl-C, they
/// end, too.
final class Jvms implements AutoCloseable {
  private final Thread hook;
  private volatile Process running;
  private volatile boolean stopped;

  /// Takes a line of answers.
  @FunctionalInterface
  interface Reader {
    void line(String line) throws IOException;
  }

  /// @param farewell what else is to be done when the user ends the run
  Jvms(Runnable farewell) {
    hook = new Thread(() -> stop(farewell));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop(Runnable farewell) {
    stopped = true;
    Process process = running;
    if (process != null) {
      process.destroyForcibly();
    }
    farewell.run();
  }

  /// Runs a command to its end.
  ///
  /// @return its exit code
  /// @throws InterruptedException if the user ends the run
  int run(List<String> command, Reader reader) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    running = process;
    int code;
    try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        reader.line(line);
      }
      code = process.waitFor();
    } finally {
      process.destroyForcibly(); // where a line could not be taken
      running = null;
    }
    if (stopped) {
      throw new InterruptedException("the user ended the run");
    }
    return code;
  }

  @Override
  public void close() {
    if (!stopped) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
