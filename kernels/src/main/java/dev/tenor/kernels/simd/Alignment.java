package dev.tenor.kernels.simd;

/// Whether vectors can lie on multiples of 32 bytes, and so within a cache line: an array's data
/// begin 16 bytes after its object's start, and our data `HostBuffer.START` floats after those. It
/// matters to the speed alone.
final class Alignment {
  private static final int BYTES = 32;
  private static final String REMARK =
      isKnownToBeLess() ? "; faster with -XX:ObjectAlignmentInBytes=" + BYTES : "";

  private Alignment() {}

  /// What to add to the description of the backend: nothing where all is well, or where the JVM
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
}
