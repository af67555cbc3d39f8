package dev.tenor.kernels.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Availability.Unavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// JOCL's messages on Linux, as it gives them.
class ClNativeTest {
  private static Unavailable problem(String cause) {
    String message =
        """
        Error while loading native library "JOCL_2_0_6-linux-x86_64"
        Stack trace from the attempt to load the library as a file:
        java.lang.UnsatisfiedLinkError: no JOCL_2_0_6-linux-x86_64 in java.library.path: /lib
        \tat java.base/java.lang.ClassLoader.loadLibrary(ClassLoader.java:2500)
        Stack trace from the attempt to load the library as a resource:
        %CAUSE%
        \tat org.jocl.LibUtils.writeStreamToFile(LibUtils.java:300)
        """;
    return ClNative.problem(new UnsatisfiedLinkError(message.replace("%CAUSE%", cause)), "/t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java.lang.UnsatisfiedLinkError: /t/l.so: /t/l.so: failed to map segment from shared object"
            + " | failed to map segment from shared object | noexec",
        "java.io.IOException: No space left on device | No space left on device | free some space",
        "java.io.FileNotFoundException: /t/l.so (Read-only file system)"
            + " | Read-only file system | choose another folder",
        "java.io.FileNotFoundException: /t/l.so (Permission denied)"
            + " | Permission denied | choose another folder",
        "java.io.FileNotFoundException: /t/l.so (No such file or directory)"
            + " | No such file or directory | choose another folder",
        "java.lang.UnsatisfiedLinkError: /t/l.so: /t/l.so: file too short"
            + " | file too short | delete the broken",
      })
  void tellsWhatTheSystemSaidAndTheWayOut(String cause, String reason, String hint) {
    Unavailable problem = problem(cause);
    assertEquals(
        "JOCL's library cannot be loaded from the temporary folder /t: " + reason,
        problem.reason());
    assertTrue(problem.hint().contains(hint), problem.hint());
    assertTrue(problem.hint().contains("-Djava.io.tmpdir="), problem.hint());
  }

  @Test
  void aPlatformWithoutALibraryIsNamed() {
    String platform = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    Unavailable problem =
        problem("java.io.IOException: No resource found with name '/lib/libJOCL-linux-risc.so'");
    assertEquals("JOCL has no library for " + platform, problem.reason());
  }

  @Test
  void anythingElseIsPassedOn() {
    Unavailable problem = ClNative.problem(new NoClassDefFoundError("org/jocl/CL"), "/t");
    assertEquals("JOCL cannot be loaded: org/jocl/CL", problem.reason());
  }
}
