package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.tensor.Shape;

/// Permutation of axes.
final class ScalarMove {
  private ScalarMove() {}

  static void permute(HostBuffer y, HostBuffer x, Shape shape, int[] axes) {
    int rank = shape.rank();
    int[] dims = new int[rank];
    int[] strides = new int[rank];
    for (int i = 0; i < rank; i++) {
      dims[i] = shape.dim(axes[i]);
      strides[i] = shape.inner(axes[i]);
    }
    int[] at = new int[rank];
    int from = 0;
    for (int to = 0; to < shape.numel(); to++) {
      y.set(to, x.get(from));
      for (int i = rank - 1; i >= 0; i--) { // count up the output's index, the last axis fastest
        from += strides[i];
        if (++at[i] < dims[i]) {
          break;
        }
        from -= strides[i] * dims[i];
        at[i] = 0;
      }
    }
  }
}
