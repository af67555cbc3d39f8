package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.Availability.Unavailable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why JOCL's native library cannot be loaded. JOCL copies it from its jar into the folder for
/// temporary files, loads it from there, and tells what went wrong between two stack traces.
final class ClNative {
  private static final String OTHER_FOLDER = "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR";

  private static final Pattern CAUSE =
      Pattern.compile("as a resource:\\R[\\w.$]+(?:Error|Exception): (.*)");
  private static final Pattern IN_PARENTHESES = Pattern.compile(".*\\(([^()]*)\\)");

  private ClNative() {}

  /// @param error what JOCL's loading threw
  /// @param folder where it copied its library to
  static Unavailable problem(LinkageError error, String folder) {
    String message = String.valueOf(error.getMessage());
    Matcher cause = CAUSE.matcher(message);
    if (!cause.find()) {
      String line = message.lines().findFirst().orElse("");
      return new Unavailable("JOCL cannot be loaded: " + line, "check its jar and its drivers");
    }
    if (cause.group(1).startsWith("No resource found")) {
      String platform = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
      return new Unavailable("JOCL has no library for " + platform, "take another backend");
    }
    String reason = reason(cause.group(1));
    return new Unavailable(
        "JOCL's library cannot be loaded from the temporary folder " + folder + ": " + reason,
        hint(reason.toLowerCase(Locale.ROOT)));
  }

  /// What the operating system said: after the file's name and a colon, or in parentheses.
  private static String reason(String cause) {
    Matcher parentheses = IN_PARENTHESES.matcher(cause);
    return parentheses.matches()
        ? parentheses.group(1)
        : cause.substring(cause.lastIndexOf(": ") + 1).strip();
  }

  private static String hint(String reason) {
    if (reason.contains("map segment") || reason.contains("not permitted")) {
      return "the folder seems to be mounted noexec; choose another with " + OTHER_FOLDER;
    }
    if (reason.contains("too short") || reason.contains("elf")) {
      return "delete the broken libJOCL file in it, or choose another folder with " + OTHER_FOLDER;
    }
    if (reason.contains("space") || reason.contains("quota")) {
      return "free some space and delete the cut libJOCL file in it, or choose another folder with "
          + OTHER_FOLDER;
    }
    return "choose another folder with " + OTHER_FOLDER;
  }
}
