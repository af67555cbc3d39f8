package dev.tenor.engine.backend;

import java.util.Arrays;

/// How operands are repeated to a common shape, as NumPy does: shapes are aligned at their last
/// axis, and an operand whose axis is missing or has length 1 is repeated along it. The repeated
/// operand has stride 0 there.
///
/// Axes along which every operand goes on in equal steps are joined to one, and axes of length 1
/// left out, so that few are left: two equal shapes have one axis. Along the last axis a stride is
/// 0 or 1.
public final class Broadcast {
  private final int[] dims;
  private final int[][] strides;
  private final int numel;

  private Broadcast(int[] dims, int[][] strides) {
    this.dims = dims;
    this.strides = strides;
    int product = 1;
    for (int dim : dims) {
      product *= dim;
    }
    this.numel = product;
  }

  /// @param out the common shape
  /// @param operands their shapes, each of which fits `out`
  public static Broadcast of(int[] out, int[]... operands) {
    int[] dims = new int[Math.max(1, out.length)];
    int[][] strides = new int[operands.length][dims.length];
    int[] steps = new int[operands.length]; // of each operand at the axis in question
    int[] next = new int[operands.length]; // the product of its dims after that axis
    Arrays.fill(next, 1);
    int first = dims.length; // of the axes found so far, from the last to the first
    for (int back = 1; back <= out.length; back++) {
      int dim = out[out.length - back];
      boolean joins = first < dims.length;
      for (int k = 0; k < operands.length; k++) {
        int own = back <= operands[k].length ? operands[k][operands[k].length - back] : 1;
        steps[k] = own == 1 ? 0 : next[k];
        next[k] *= own;
        joins &= first < dims.length && steps[k] == strides[k][first] * dims[first];
      }
      if (dim == 1) {
        continue;
      }
      if (joins) {
        dims[first] *= dim;
        continue;
      }
      first--;
      dims[first] = dim;
      for (int k = 0; k < operands.length; k++) {
        strides[k][first] = steps[k];
      }
    }
    if (first == dims.length) { // one element
      first--;
      dims[first] = 1;
    }
    int from = first;
    int[][] kept = new int[operands.length][];
    Arrays.setAll(kept, k -> Arrays.copyOfRange(strides[k], from, dims.length));
    return new Broadcast(Arrays.copyOfRange(dims, from, dims.length), kept);
  }

  /// The elements of the common shape.
  public int numel() {
    return numel;
  }

  /// The number of axes that are left.
  public int rank() {
    return dims.length;
  }

  public int dim(int axis) {
    return dims[axis];
  }

  /// The distance of neighbours along `axis` in an operand, 0 where it is repeated.
  public int stride(int operand, int axis) {
    return strides[operand][axis];
  }

  /// Where an operand has the element that goes to place `at` of the common shape.
  public int place(int operand, int at) {
    int[] steps = strides[operand];
    int rest = at;
    int place = 0;
    for (int i = dims.length - 1; i > 0; i--) {
      place += rest % dims[i] * steps[i];
      rest /= dims[i];
    }
    return place + rest * steps[0];
  }
}
