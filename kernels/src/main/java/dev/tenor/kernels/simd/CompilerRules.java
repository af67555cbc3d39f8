package dev.tenor.kernels.simd;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/// Tells the JVM's compiler how to compile the kernels: each on its own, never as a part of its
/// caller. C2 becomes sparing in a method that is already large, and a vector whose operation it
/// has not inlined becomes an object: rarely, but then a hundred times slower. A kernel alone is
/// far from that; one in the middle of a driver may not be.
///
/// The rules are compiler directives, which the JVM takes while it runs. What the user wrote in
/// `-XX:CompileCommand` holds beside them. Of directives only the uppermost that matches a method
/// counts: where the user has some, ours are for the methods of this project alone.
final class CompilerRules {
  /// `false` leaves the compiler alone.
  static final String PROPERTY = "tenor.simd.rules";

  /// The classes that compute with vectors. Named one by one, since a pattern of the JVM has stars
  /// at its ends only, and `*Kernels` would be for the classes of others as well.
  static final List<String> KERNELS =
      List.of(
          "Adam",
          "ColumnKernels",
          "ConvSingle",
          "Dropout",
          "FmaPeak",
          "HeadKernels",
          "LayerNorm",
          "LstmCell",
          "Packing",
          "PatchKernels",
          "Pool",
          "Reduce",
          "Softmax",
          "Tile1",
          "Tile4",
          "Tile8",
          "Tile8Single",
          "Unary",
          "UnaryGradient",
          "VMath",
          "WindowKernels",
          "WinogradKernels",
          "WinogradWeightKernels");

  private static final String PACKAGE = "dev/tenor/kernels/simd/";
  private static final Pattern OF_THE_USER = Pattern.compile("^Directive:\\s*$", Pattern.MULTILINE);
  private static final System.Logger LOG = System.getLogger(CompilerRules.class.getName());

  private CompilerRules() {}

  /// Gives the rules to the compiler, once in a JVM. Where that does not work, a warning names the
  /// flag that does the same.
  static void give() {
    Once.given();
  }

  /// Initialised, and so run, at most once.
  private static final class Once {
    static {
      if (!"false".equals(System.getProperty(PROPERTY))) {
        giveOrWarn();
      }
    }

    private Once() {}

    static void given() {}
  }

  private static void giveOrWarn() {
    String answer;
    try {
      answer = give(ManagementFactory.getPlatformMBeanServer());
    } catch (JMException | IOException | RuntimeException | LinkageError e) {
      answer = e.toString();
    }
    if (!answer.contains("directives added")) {
      String reason = answer.strip();
      LOG.log(
          Level.WARNING,
          () ->
              "simd: this JVM takes no rules for its compiler ("
                  + reason
                  + "), and vectors may become objects, which is slow; start java with"
                  + " -XX:CompileCommand=dontinline,"
                  + PACKAGE.replace('/', '.')
                  + "*::*");
    }
  }

  /// @return what the JVM says to the rules
  private static String give(MBeanServer jvm) throws JMException, IOException {
    ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
    Object present = jvm.invoke(commands, "compilerDirectivesPrint", null, null);
    boolean areAlone = !OF_THE_USER.matcher(present.toString()).find();
    Path file = Files.createTempFile("tenor-compiler", ".json");
    try {
      Files.writeString(file, directives(areAlone ? "*.*" : "dev/tenor/*.*"));
      Object[] arguments = {new String[] {'"' + file.toString() + '"'}};
      String[] signature = {String[].class.getName()};
      return jvm.invoke(commands, "compilerDirectivesAdd", arguments, signature).toString();
    } finally {
      Files.delete(file);
    }
  }

  /// The rules for methods that match `callers`.
  static String directives(String callers) {
    return KERNELS.stream()
        .map(kernel -> "\"-" + PACKAGE + kernel + ".*\"")
        .collect(Collectors.joining(", ", "[{match: \"" + callers + "\", inline: [", "]}]"));
  }
}
