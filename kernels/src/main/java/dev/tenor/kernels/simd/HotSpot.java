package dev.tenor.kernels.simd;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/// What the JVM can be asked and told while it runs. On a JVM that is not HotSpot, or without the
/// module `jdk.management`, each of these methods throws a RuntimeException or a LinkageError.
final class HotSpot {
  private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
  private static final Pattern NOT_THE_DEFAULT =
      Pattern.compile("^Directive:\\s*$", Pattern.MULTILINE);

  private HotSpot() {}

  /// The multiple of bytes at which objects begin.
  static int objectAlignment() {
    HotSpotDiagnosticMXBean flags =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return Integer.parseInt(flags.getVMOption("ObjectAlignmentInBytes").getValue());
  }

  /// All compiler directives in force, the uppermost first, as the JVM prints them.
  static String directives() {
    return invoke("compilerDirectivesPrint", null, null);
  }

  /// Whether somebody has given directives to the compiler.
  static boolean hasDirectives() {
    return NOT_THE_DEFAULT.matcher(directives()).find();
  }

  /// Puts directives, in the JVM's JSON, on top of those in force.
  ///
  /// @throws IllegalStateException if the JVM does not take them, with what it said
  static void addDirectives(String json) throws IOException {
    Path file = Files.createTempFile("compiler-directives", ".json");
    try {
      Files.writeString(file, json);
      Object[] arguments = {new String[] {'"' + file.toString() + '"'}};
      String answer =
          invoke("compilerDirectivesAdd", arguments, new String[] {String[].class.getName()});
      if (!answer.contains("directives added")) {
        throw new IllegalStateException(answer.strip());
      }
    } finally {
      Files.delete(file);
    }
  }

  private static String invoke(String command, Object[] arguments, String[] signature) {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(new ObjectName(COMMANDS), command, arguments, signature);
    } catch (JMException e) {
      throw new IllegalStateException(e.toString(), e);
    }
  }
}
