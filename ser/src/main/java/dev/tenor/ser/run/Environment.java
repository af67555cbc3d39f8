package dev.tenor.ser.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/// What a program runs in: none of it changes the result of a run, all of it may explain one.
///
/// @param version of Tenor
/// @param commit of its sources, with `-dirty` where they were changed; empty where they were not
///   built from a repository
/// @param os name, version and architecture
/// @param cpu the model's name where the system tells it (Linux), else the architecture
/// @param processors that the JVM may use
/// @param jdk name and version of the JVM
/// @param flags of the JVM
public record Environment(
    String version,
    String commit,
    String os,
    String cpu,
    int processors,
    String jdk,
    List<String> flags) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final String BUILD = "build.properties";

  public Environment {
    flags = List.copyOf(flags);
  }

  /// That of this process.
  public static Environment here() {
    Properties build = build();
    String dirty = build.getProperty("git.dirty", "").equals("true") ? "-dirty" : "";
    String commit = build.getProperty("git.commit.id.abbrev", "");
    return new Environment(
        build.getProperty("git.build.version", "unknown"),
        commit.isEmpty() ? "" : commit + dirty,
        String.join(
            " ",
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch")),
        cpuModel(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  /// `0.1.0, commit 1538d18`.
  public String tenor() {
    return commit.isEmpty() ? version : version + ", commit " + commit;
  }

  /// Written by the build.
  private static Properties build() {
    Properties build = new Properties();
    try (InputStream in = Environment.class.getResourceAsStream(BUILD)) {
      if (in != null) {
        build.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build;
  }

  private static String cpuModel() {
    if (Files.isReadable(CPU_INFO)) {
      try (Stream<String> lines = Files.lines(CPU_INFO)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
      } catch (IOException | UncheckedIOException _) {
        return System.getProperty("os.arch"); // readable by name alone
      }
    }
    return System.getProperty("os.arch");
  }
}
