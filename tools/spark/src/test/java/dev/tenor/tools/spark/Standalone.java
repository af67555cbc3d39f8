package dev.tenor.tools.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A master and workers of Spark as processes, from the jars of Spark alone, on this machine's
/// loopback address.
final class Standalone implements AutoCloseable {
  private static final Pattern URL = Pattern.compile("spark://127\\.0\\.0\\.1:\\d+");
  private static final int LIMIT_SECONDS = 240;

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private String url;

  private Standalone(Path folder) {
    this.folder = folder;
  }

  /// Starts a master.
  static Standalone start(Path folder) throws IOException, InterruptedException {
    Standalone cluster = new Standalone(Files.createDirectories(folder));
    cluster.start("master.Master");
    cluster.url = cluster.awaitLine(0, URL);
    return cluster;
  }

  String url() {
    return url;
  }

  /// Starts a worker of one core, and waits until the master knows it.
  Process addWorker() throws IOException, InterruptedException {
    int number = processes.size();
    Path work = folder.resolve("work" + number);
    Process worker =
        start("worker.Worker", "--cores", "1", "--memory", "1g", "-d", work.toString(), url);
    awaitLine(number, Pattern.compile("Successfully registered with master"));
    return worker;
  }

  private Process start(String main, String... args) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx256m"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", Path.of(System.getenv("SPARK_HOME"), "jars", "*").toString()));
    command.add("org.apache.spark.deploy." + main);
    command.addAll(List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Process process = builder.redirectOutput(log(processes.size()).toFile()).start();
    processes.add(process);
    return process;
  }

  private Path log(int number) {
    return folder.resolve(number + ".log");
  }

  private String awaitLine(int number, Pattern wanted) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (true) {
      String text = Files.readString(log(number));
      Matcher found = wanted.matcher(text);
      if (found.find()) {
        return found.group();
      }
      if (System.nanoTime() > end || !processes.get(number).isAlive()) {
        throw new IllegalStateException("no " + wanted + " in: " + text);
      }
      Thread.sleep(50);
    }
  }

  /// Kills the processes and those that they started.
  @Override
  public void close() {
    for (Process process : processes.reversed()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().onExit().join();
    }
  }
}
