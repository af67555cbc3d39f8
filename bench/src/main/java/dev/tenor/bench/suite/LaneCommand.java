package dev.tenor.bench.suite;

import dev.tenor.ser.config.Json;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command that starts the JVM of a lane, with the options of this one.
final class LaneCommand {
  private static final String BITS = "-Dtenor.simd.bits=";

  private LaneCommand() {}

  /// Of a lane.
  static List<String> of(Job job) {
    return command(job.lane().bits(), LaneProcess.class.getName(), Json.compact(job));
  }

  /// Of the peers.
  static List<String> of(PeerJob job) {
    return command(job.bits(), PeerJob.MAIN, Json.compact(job));
  }

  private static List<String> command(int bits, String main, String job) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options());
    command.add(BITS + bits);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    command.add(job);
    return command;
  }

  /// This JVM's, but for agents and the width of vectors.
  static List<String> options() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-agentlib") && !option.startsWith("-javaagent"))
        .filter(option -> !option.startsWith(BITS))
        .toList();
  }
}
