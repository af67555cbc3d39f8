package dev.tenor.tools.console;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// Checks whether stderr is a terminal: [System#console] covers stdin and stdout only. The launcher
/// says it in the system property `tenor.stderr`, `terminal` or `file`; without it the C library's
/// `isatty` is asked, which takes some 50 ms in a JVM that has just started.
final class Terminal {
  private static final String PROPERTY = "tenor.stderr";
  private static final int STDERR = 2;

  private Terminal() {}

  /// Whether stderr is a terminal that can move its cursor.
  static boolean showsStderr() {
    if ("dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    String said = System.getProperty(PROPERTY);
    return said == null ? isTerminal(STDERR) : said.equals("terminal");
  }

  @SuppressWarnings("restricted") // native access is granted in java.options and the manifest
  private static boolean isTerminal(int fileDescriptor) {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> isatty =
        linker.defaultLookup().find("isatty").or(() -> linker.defaultLookup().find("_isatty"));
    if (isatty.isEmpty()) {
      return false;
    }
    FunctionDescriptor type = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    try {
      return (int) linker.downcallHandle(isatty.get(), type).invokeExact(fileDescriptor) != 0;
    } catch (Throwable e) { // what invokeExact declares; isatty itself throws nothing
      throw new IllegalStateException("isatty", e);
    }
  }
}
