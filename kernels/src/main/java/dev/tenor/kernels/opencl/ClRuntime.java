package dev.tenor.kernels.opencl;

import static org.jocl.CL.CL_DEVICE_NOT_FOUND;
import static org.jocl.CL.CL_DEVICE_TYPE_ALL;
import static org.jocl.CL.clGetDeviceIDs;
import static org.jocl.CL.clGetPlatformIDs;

import dev.tenor.engine.backend.Availability.Unavailable;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.ArrayList;
import java.util.List;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/// Whether this machine has OpenCL, and which devices.
///
/// @param devices all devices, platform by platform; empty if there are none
/// @param problem why there are none; null if there are some
record ClRuntime(List<ClDevice> devices, Unavailable problem) {
  /// What `CL_PLATFORM_NOT_FOUND_KHR` is; JOCL has no constant for it.
  private static final int PLATFORM_NOT_FOUND = -1001;

  /// The loader's names on Linux, Windows and macOS.
  private static final List<String> LOADERS =
      List.of(
          "libOpenCL.so.1",
          "libOpenCL.so",
          "OpenCL.dll",
          "/System/Library/Frameworks/OpenCL.framework/OpenCL");

  private static final Unavailable NO_LOADER =
      new Unavailable(
          "no OpenCL loader (libOpenCL) can be loaded",
          "install one and a driver: on Debian ocl-icd-libopencl1 with pocl-opencl-icd for the CPU,"
              + " elsewhere the driver of your GPU");
  private static final Unavailable NO_DRIVER =
      new Unavailable(
          "the OpenCL loader finds no driver",
          "install the driver of your GPU, or pocl-opencl-icd for the CPU");
  private static final Unavailable NO_DEVICE =
      new Unavailable(
          "the OpenCL drivers find no device",
          "check the permissions of the device files (groups video and render)");
  private static final Unavailable DENIED =
      new Unavailable(
          "this JVM is not given native access",
          "start java with --enable-native-access=ALL-UNNAMED");

  /// Looked up once: a failure to load native code cannot be repeated in one JVM, and drivers do
  /// not come and go.
  private static final class Found {
    static final ClRuntime RUNTIME = lookUp();
  }

  static ClRuntime get() {
    return Found.RUNTIME;
  }

  /// The only place where missing native code and OpenCL's own errors are answers, not failures.
  private static ClRuntime lookUp() {
    if (!ClRuntime.class.getModule().isNativeAccessEnabled()) {
      return none(DENIED); // loading would fail or warn, as the JVM was started
    }
    if (LOADERS.stream().noneMatch(ClRuntime::isLibrary)) {
      return none(NO_LOADER); // JOCL would find out too, but say so on standard output
    }
    try {
      CL.setExceptionsEnabled(true);
      List<ClDevice> devices = listAll();
      return devices.isEmpty() ? none(NO_DEVICE) : new ClRuntime(devices, null);
    } catch (LinkageError e) {
      return none(ClNative.problem(e, System.getProperty("java.io.tmpdir")));
    } catch (CLException e) {
      if (e.getStatus() == PLATFORM_NOT_FOUND) {
        return none(NO_DRIVER);
      }
      return none(new Unavailable("OpenCL answers " + e.getMessage(), "check its drivers"));
    }
  }

  @SuppressWarnings("restricted") // native access is checked above
  private static boolean isLibrary(String name) {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(name, arena);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static ClRuntime none(Unavailable problem) {
    return new ClRuntime(List.of(), problem);
  }

  private static List<ClDevice> listAll() {
    int[] count = new int[1];
    clGetPlatformIDs(0, null, count);
    cl_platform_id[] platforms = new cl_platform_id[count[0]];
    clGetPlatformIDs(platforms.length, platforms, null);
    List<ClDevice> devices = new ArrayList<>();
    for (int p = 0; p < platforms.length; p++) {
      cl_device_id[] ids = ids(platforms[p]);
      for (int d = 0; d < ids.length; d++) {
        devices.add(ClDevice.of(platforms[p], ids[d], p + "." + d));
      }
    }
    return List.copyOf(devices);
  }

  private static cl_device_id[] ids(cl_platform_id platform) {
    int[] count = new int[1];
    try {
      clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 0, null, count);
    } catch (CLException e) {
      if (e.getStatus() == CL_DEVICE_NOT_FOUND) {
        return new cl_device_id[0]; // a driver without its hardware; another platform may have some
      }
      throw e;
    }
    cl_device_id[] ids = new cl_device_id[count[0]];
    clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, ids.length, ids, null);
    return ids;
  }

  /// The device that a selector names; without one the first GPU, or else the first device.
  ///
  /// @throws IllegalArgumentException if there is no such device
  ClDevice choose(String selector) {
    if (selector.isEmpty()) {
      return devices.stream()
          .filter(d -> d.type() == ClDevice.Type.GPU)
          .findFirst()
          .orElseGet(devices::getFirst);
    }
    return devices.stream()
        .filter(d -> d.selector().equals(selector))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "opencl: there is no device '"
                    + selector
                    + "'; there are "
                    + devices.stream().map(ClDevice::selector).toList()
                    + " (platform.device, see tenor devices)"));
  }

  boolean hasGpu() {
    return devices.stream().anyMatch(d -> d.type() == ClDevice.Type.GPU);
  }
}
