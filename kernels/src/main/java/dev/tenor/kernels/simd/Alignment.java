package dev.tenor.kernels.simd;

/// Whether vectors can lie on multiples of 32 bytes, and so within a cache line: an array's data
/// begin 16 bytes behind its object, and our data `HostBuffer.START` floats behind those. It
/// matters to the speed alone.
final class Alignment {
  private static final int BYTES = 32;
  private static final String REMARK = isKnownToBeLess() ? remarkOnLess() : "";

  private Alignment() {}

  /// What to say behind the description of the backend: nothing where all is well, or where the JVM
  /// does not tell.
  static String remark() {
    return REMARK;
  }

  private static boolean isKnownToBeLess() {
    try {
      return HotSpot.objectAlignment() < BYTES;
    } catch (RuntimeException | LinkageError _) {
      return false; // another JVM, or one without the module that knows
    }
  }

  private static String remarkOnLess() {
    return "; faster with -XX:ObjectAlignmentInBytes=" + BYTES;
  }
}
