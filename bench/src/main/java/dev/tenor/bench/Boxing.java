package dev.tenor.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Counts the JVMs in which the compiler boxes vectors, and measures the training step, for several
/// sets of JVM flags. Each measurement uses a new JVM, alternating between the variants: whether
/// vectors are boxed depends on the order in which a JVM happens to compile methods.
final class Boxing {
  /// A step that allocates more than this boxes vectors.
  private static final long MOST_BYTES = 64 << 10;

  private static final String MODULE = "--add-modules=jdk.incubator.vector";

  /// JVMs with the same flags, and what was measured in each.
  record Variant(String name, List<String> flags, List<Long> bytes, List<Long> nanos) {
    Variant(String name, List<String> flags) {
      this(name, flags, new ArrayList<>(), new ArrayList<>());
    }

    void start(PrintStream log) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(flags);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.add(BoxingStep.class.getName());
      Process jvm =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      List<String> lines; // the JVM's own words first, if it has any
      try (BufferedReader out = jvm.inputReader(StandardCharsets.UTF_8)) {
        lines = out.lines().toList();
      }
      if (jvm.waitFor() != 0 || lines.isEmpty()) {
        throw new IOException("boxing: a JVM of variant " + name + " failed: " + command);
      }
      add(lines.getLast());
      log.println(name + ": " + lines.getLast());
    }

    /// @param line what [BoxingStep] printed: bytes and nanoseconds of a step
    void add(String line) {
      String[] measured = line.split(" ");
      bytes.add(Long.valueOf(measured[0]));
      nanos.add(Long.valueOf(measured[1]));
    }

    String row() {
      return String.format(
          Locale.ROOT,
          "%-12s %5d %10d %15d %10.1f",
          name,
          bytes.size(),
          bytes.stream().filter(n -> n > MOST_BYTES).count(),
          bytes.stream().max(Long::compare).orElseThrow(),
          nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow() * 1e-6);
    }
  }

  private Boxing() {}

  /// Prints a table: a row for each variant, of which two are always measured: `module` has the
  /// vector module and nothing else, `tenor` all that Tenor starts with.
  ///
  /// @param args the options that Tenor starts with, a line each, how many JVMs each variant gets
  ///   (10), and variants beside those that are always measured, each as `NAME=FLAGS`
  public static void main(String[] args) throws IOException, InterruptedException {
    List<Variant> variants;
    int jvms;
    try {
      variants = variants(List.of(args));
      jvms = args.length > 1 ? Integer.parseInt(args[1]) : 10;
      if (jvms < 1) {
        throw new IllegalArgumentException(jvms + " JVMs; give at least 1");
      }
    } catch (IllegalArgumentException e) {
      System.err.println(
          "boxing: " + e.getMessage() + "\nUsage: bench/run boxing [JVMS [NAME=FLAGS]...]");
      System.exit(2);
      return;
    }
    for (int i = 0; i < jvms; i++) {
      for (Variant variant : variants) {
        variant.start(System.err);
      }
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.printf(
        Locale.ROOT,
        "%-12s %5s %10s %15s %10s%n",
        "variant",
        "JVMs",
        "that box",
        "most B/step",
        "ms");
    variants.forEach(variant -> out.println(variant.row()));
  }

  /// @throws IllegalArgumentException if one of the further variants is not `NAME=FLAGS`
  static List<Variant> variants(List<String> args) {
    List<Variant> variants = new ArrayList<>();
    variants.add(new Variant("module", List.of(MODULE)));
    variants.add(new Variant("tenor", args.getFirst().lines().toList()));
    for (String arg : args.subList(Math.min(2, args.size()), args.size())) {
      String[] variant = arg.split("=", 2);
      if (variant.length < 2 || variant[0].isBlank()) {
        throw new IllegalArgumentException("'" + arg + "' is not NAME=FLAGS");
      }
      List<String> flags = new ArrayList<>(List.of(MODULE));
      flags.addAll(List.of(variant[1].split(" ")));
      variants.add(new Variant(variant[0], flags));
    }
    return variants;
  }
}
