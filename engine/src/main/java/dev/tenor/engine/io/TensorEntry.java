package dev.tenor.engine.io;

/// One tensor as the header describes it; `begin` (inclusive) and `end` (exclusive) count bytes
/// from the end of the header.
record TensorEntry(String name, DType dtype, int[] shape, long begin, long end) {
  /// The number of elements, once [SafetensorsHeader#checkLayout] has accepted the entry.
  int numel() {
    return (int) ((end - begin) / dtype.bytes());
  }

  boolean fits() {
    return fits(dtype, shape, end - begin);
  }

  /// Whether `bytes` is what a tensor takes; a scalar (shape `[]`) is one element.
  static boolean fits(DType dtype, int[] shape, long bytes) {
    long expected = dtype.bytes();
    for (int dim : shape) {
      // Like the reference implementation, refuse what overflows before a later 0 makes it nothing.
      if (dim < 0 || Math.multiplyHigh(expected, dim) != 0 || expected * dim < 0) {
        return false;
      }
      expected *= dim;
    }
    return expected == bytes;
  }
}
