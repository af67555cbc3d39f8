package dev.tenor.kernels.opencl;

import static org.jocl.CL.CL_DEVICE_GLOBAL_MEM_SIZE;
import static org.jocl.CL.CL_DEVICE_LOCAL_MEM_SIZE;
import static org.jocl.CL.CL_DEVICE_MAX_COMPUTE_UNITS;
import static org.jocl.CL.CL_DEVICE_MAX_WORK_GROUP_SIZE;
import static org.jocl.CL.CL_DEVICE_NAME;
import static org.jocl.CL.CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT;
import static org.jocl.CL.CL_DEVICE_TYPE;
import static org.jocl.CL.CL_DEVICE_TYPE_CPU;
import static org.jocl.CL.CL_DEVICE_TYPE_GPU;
import static org.jocl.CL.CL_DEVICE_VERSION;
import static org.jocl.CL.CL_DRIVER_VERSION;
import static org.jocl.CL.CL_PLATFORM_NAME;
import static org.jocl.CL.clGetDeviceInfo;
import static org.jocl.CL.clGetPlatformInfo;

import java.util.Locale;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/// An OpenCL device and what the backend asks of it.
///
/// @param selector `platform.device`, counted from 0, as users name it after `opencl:`
/// @param memory in bytes, as `localMemory`, which a work-group has for itself
/// @param lanes how many floats its registers hold
record ClDevice(
    cl_platform_id platformId,
    cl_device_id id,
    String selector,
    String platform,
    String name,
    Type type,
    int units,
    long memory,
    long localMemory,
    int lanes,
    int maxWorkGroup,
    String version,
    String driver) {

  /// What kind of processor it is. Kernels come in two kinds: for processors that are best with few
  /// long work-items with vectors in registers, and for those that are best with many short ones.
  enum Type {
    CPU,
    GPU,
    OTHER
  }

  static ClDevice of(cl_platform_id platform, cl_device_id id, String selector) {
    return new ClDevice(
        platform,
        id,
        selector,
        ClQuery.text((n, p, size) -> clGetPlatformInfo(platform, CL_PLATFORM_NAME, n, p, size)),
        text(id, CL_DEVICE_NAME),
        type(number(id, CL_DEVICE_TYPE)),
        (int) number(id, CL_DEVICE_MAX_COMPUTE_UNITS),
        number(id, CL_DEVICE_GLOBAL_MEM_SIZE),
        number(id, CL_DEVICE_LOCAL_MEM_SIZE),
        (int) number(id, CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT),
        (int) number(id, CL_DEVICE_MAX_WORK_GROUP_SIZE),
        text(id, CL_DEVICE_VERSION),
        text(id, CL_DRIVER_VERSION));
  }

  private static String text(cl_device_id id, int parameter) {
    return ClQuery.text((n, p, size) -> clGetDeviceInfo(id, parameter, n, p, size));
  }

  private static long number(cl_device_id id, int parameter) {
    return ClQuery.number((n, p, size) -> clGetDeviceInfo(id, parameter, n, p, size));
  }

  private static Type type(long bits) {
    if ((bits & CL_DEVICE_TYPE_GPU) != 0) {
      return Type.GPU;
    }
    return (bits & CL_DEVICE_TYPE_CPU) != 0 ? Type.CPU : Type.OTHER;
  }

  boolean isCpu() {
    return type == Type.CPU;
  }

  /// One line for people; it names the type, because a CPU's figures say nothing about a GPU.
  String describe() {
    return String.format(
        Locale.ROOT,
        "%s, %s: %s, %d compute units, %.1f GiB, %s, driver %s",
        platform,
        name,
        type,
        units,
        memory / (double) (1 << 30),
        version,
        driver);
  }
}
