package dev.tenor.kernels.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BackendProvider.Device;
import dev.tenor.engine.backend.BackendUnavailableException;
import dev.tenor.engine.backend.Backends;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OpenClProviderTest {
  private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

  @Test
  void aDeviceIsOpenedByItsSelector() {
    TestDevice.get();
    Device first = new OpenClProvider().devices().getFirst();
    try (Backend backend = Backends.open("opencl:" + first.selector(), 0)) {
      assertEquals("opencl", backend.name());
      assertEquals(first.description(), backend.device());
    }
  }

  @Test
  void anUnknownDeviceListsTheKnown() {
    TestDevice.get();
    String message =
        assertThrows(IllegalArgumentException.class, () -> Backends.open("opencl:7.9", 0))
            .getMessage();
    assertTrue(message.contains("'7.9'; there are [0.0"), message);
  }

  @Test
  void aJvmWithoutNativeAccessIsToldTheFlag() throws Exception {
    assertEquals(
        "opencl: unavailable — this JVM is not given native access; start java with "
            + NATIVE_ACCESS
            + "\nscalar",
        printed(List.of(), Map.of()));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aLoaderThatCannotBeLoadedIsSaidToBeMissing(@TempDir Path folder) throws Exception {
    for (String name : List.of("libOpenCL.so", "libOpenCL.so.1")) {
      Files.writeString(folder.resolve(name), "no library");
    }
    String printed = printed(List.of(NATIVE_ACCESS), Map.of("LD_LIBRARY_PATH", folder.toString()));
    assertTrue(printed.contains("no OpenCL loader (libOpenCL) can be loaded; install"), printed);
    assertTrue(printed.endsWith("\nscalar"), printed);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aLoaderWithoutDriversAsksForOne(@TempDir Path noDrivers) throws Exception {
    TestDevice.get();
    String printed =
        printed(
            List.of(NATIVE_ACCESS),
            Map.of("OCL_ICD_VENDORS", noDrivers + "/", "OPENCL_VENDOR_PATH", noDrivers + "/"));
    assertTrue(printed.contains("the OpenCL loader finds no driver; install"), printed);
    assertTrue(printed.endsWith("\nscalar"), printed);
  }

  @Test
  void aTemporaryFolderThatTakesNoLibraryIsNamed(@TempDir Path folder) throws Exception {
    TestDevice.get();
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    String printed = printed(List.of(NATIVE_ACCESS, "-Djava.io.tmpdir=" + file), Map.of());
    assertTrue(printed.contains("temporary folder " + file + ": "), printed);
    assertTrue(printed.contains("choose another folder with JAVA_TOOL_OPTIONS"), printed);
    assertTrue(printed.endsWith("\nscalar"), printed);
  }

  private static String printed(List<String> options, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), WithoutOpenCl.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Process jvm = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, jvm.waitFor(), printed);
    return printed.strip();
  }

  /// Prints why `opencl` does not open, and what `auto` opens instead.
  static final class WithoutOpenCl {
    public static void main(String[] args) {
      var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      BackendUnavailableException e =
          assertThrows(BackendUnavailableException.class, () -> Backends.open("opencl", 1));
      out.println(e.getMessage());
      try (Backend backend = Backends.open("auto", 1)) {
        out.println(backend.name());
      }
    }
  }
}
