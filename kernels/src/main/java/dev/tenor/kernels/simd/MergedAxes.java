package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Memory;
import java.util.Arrays;

/// The axes of a permuted array y, without those of length 1, and as one where neighbours stay
/// neighbours: their lengths, and their strides in y (`to`) and in x (`from`).
record MergedAxes(int[] lengths, int[] to, int[] from) {
  /// @param dims the sizes of x
  /// @param axes dim i of y is dim `axes[i]` of x
  static MergedAxes of(int[] dims, int[] axes) {
    int[] strides = Memory.strides(dims);
    int[] lengths = new int[dims.length + 1];
    int[] from = new int[dims.length + 1];
    int count = 0;
    for (int axis : axes) {
      int length = dims[axis];
      if (length == 1) {
        continue;
      }
      if (count > 0 && from[count - 1] == length * strides[axis]) { // goes on where x does
        lengths[count - 1] *= length;
        from[count - 1] = strides[axis];
      } else {
        lengths[count] = length;
        from[count++] = strides[axis];
      }
    }
    if (count == 0) { // a single element
      lengths[count] = 1;
      from[count++] = 1;
    }
    lengths = Arrays.copyOf(lengths, count);
    return new MergedAxes(lengths, Memory.strides(lengths), Arrays.copyOf(from, count));
  }

  int numel() {
    return lengths[0] * to[0];
  }

  /// The axis whose elements are neighbours in x.
  int unitAxis() {
    int axis = 0;
    while (from[axis] != 1) {
      axis++;
    }
    return axis;
  }

  /// Where element `i`, counted over all axes but `a` and `b`, lies with these strides.
  int at(int i, int[] strides, int a, int b) {
    int at = 0;
    int rest = i;
    for (int axis = lengths.length - 1; axis >= 0; axis--) {
      if (axis != a && axis != b) {
        at += rest % lengths[axis] * strides[axis];
        rest /= lengths[axis];
      }
    }
    return at;
  }
}
