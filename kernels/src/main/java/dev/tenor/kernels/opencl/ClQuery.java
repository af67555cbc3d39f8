package dev.tenor.kernels.opencl;

import java.nio.charset.StandardCharsets;
import org.jocl.Pointer;
import org.jocl.Sizeof;

/// Reads what OpenCL tells about its objects, by the two-step protocol of all `clGet…Info` calls.
final class ClQuery {
  private ClQuery() {}

  /// A `clGet…Info` function with its object and parameter bound.
  @FunctionalInterface
  interface Info {
    int get(long bytes, Pointer value, long[] size);
  }

  static String text(Info info) {
    long[] size = new long[1];
    info.get(0, null, size);
    byte[] bytes = new byte[(int) size[0]];
    info.get(bytes.length, Pointer.to(bytes), null);
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }

  /// A number of 8 bytes, or of 4 that are read into the lower half.
  static long number(Info info) {
    long[] size = new long[1];
    info.get(0, null, size);
    if (size[0] == Sizeof.cl_uint) {
      int[] value = new int[1];
      info.get(Sizeof.cl_uint, Pointer.to(value), null);
      return Integer.toUnsignedLong(value[0]);
    }
    long[] value = new long[1];
    info.get(Sizeof.cl_long, Pointer.to(value), null);
    return value[0];
  }
}
