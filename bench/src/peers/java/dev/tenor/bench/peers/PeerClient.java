package dev.tenor.bench.peers;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A [PeerProcess] seen from outside. While it is asked nothing it waits for its input and takes no
/// processor time, so several can be timed by turns.
final class PeerClient implements AutoCloseable {
  private static final long CLOSING_SECONDS = 30;

  private final PeerKind kind;
  private final Process process;
  private final BufferedReader answers;

  /// Starts a process with the JVM options of this one.
  PeerClient(Contest contest, PeerKind kind, Path model, int threads) throws IOException {
    this.kind = kind;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(PeerProcess.class.getName());
    command.addAll(
        List.of(contest.name(), kind.name(), model.toString(), Integer.toString(threads)));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    process = builder.start();
    answers = process.inputReader();
  }

  PeerKind kind() {
    return kind;
  }

  String describe() throws IOException {
    return ask("describe");
  }

  float[] logits(int batch) throws IOException {
    String[] words = ask("logits " + batch).split(" ");
    float[] logits = new float[words.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = Float.intBitsToFloat(HexFormat.fromHexDigits(words[i]));
    }
    return logits;
  }

  /// The loss before a training step, which it makes.
  double loss(int batch) throws IOException {
    return Double.parseDouble(ask("loss " + batch));
  }

  /// Runs a task some times.
  ///
  /// @return the milliseconds of each
  double[] times(Task task, int times) throws IOException {
    String line = ask(task.command() + " " + task.batch() + " " + times);
    return Arrays.stream(line.split(" "))
        .mapToDouble(nanos -> Long.parseLong(nanos) / 1e6)
        .toArray();
  }

  /// The peak of the resident memory in MiB, everything included: JVM, heap, native libraries.
  double memory() throws IOException {
    return Long.parseLong(ask("memory")) / 1024.0;
  }

  private String ask(String question) throws IOException {
    BufferedWriter writer = process.outputWriter();
    writer.write(question + "\n");
    writer.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException(kind + " ended at '" + question + "'; its message stands above");
    }
    return answer;
  }

  /// Lets the process end, or ends it.
  @Override
  public void close() throws IOException {
    try {
      process.outputWriter().close();
      if (!process.waitFor(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
