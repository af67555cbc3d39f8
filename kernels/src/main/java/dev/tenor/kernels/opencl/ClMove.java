package dev.tenor.kernels.opencl;

import static org.jocl.CL.clEnqueueCopyBuffer;
import static org.jocl.CL.clEnqueueFillBuffer;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.tensor.Shape;
import java.util.Arrays;
import org.jocl.CLException;
import org.jocl.Pointer;

/// Data movement on the device: fills, copies and `move.cl`.
final class ClMove {
  private static final String FAMILY = "move";

  /// The rank that the permuting kernel works at; lower ones get leading axes of length 1.
  private static final int RANK = 5;

  private final ClResources cl;
  private final float[] pattern = new float[1];
  private final Pointer patternPointer = Pointer.to(pattern);

  ClMove(ClResources cl) {
    this.cl = cl;
  }

  void fill(ClBuffer dst, float value, int n) {
    if (n == 0) {
      return;
    }
    pattern[0] = value;
    try {
      clEnqueueFillBuffer(
          cl.context().queue(),
          dst.memory().mem(),
          patternPointer,
          ClBuffer.FLOAT,
          dst.byteOffset(),
          (long) n * ClBuffer.FLOAT,
          0,
          null,
          cl.context().event("(fill)", 0, (long) n * ClBuffer.FLOAT));
    } catch (CLException e) {
      throw cl.context().failure("filling " + n + " floats", e);
    }
  }

  void copy(ClBuffer dst, ClBuffer src, int n) {
    if (n == 0) {
      return;
    }
    try {
      clEnqueueCopyBuffer(
          cl.context().queue(),
          src.memory().mem(),
          dst.memory().mem(),
          src.byteOffset(),
          dst.byteOffset(),
          (long) n * ClBuffer.FLOAT,
          0,
          null,
          cl.context().event("(copy)", 0, 2L * n * ClBuffer.FLOAT));
    } catch (CLException e) {
      throw cl.context().failure("copying " + n + " floats", e);
    }
  }

  void copyRows(Buffer dst, int dstStride, Buffer src, int srcStride, int rows, int cols) {
    cl.kernel(FAMILY, "copy_rows")
        .array(dst)
        .number(dstStride)
        .array(src)
        .number(srcStride)
        .number(rows)
        .number(cols)
        .launch(cl.rowVectors(rows, cols));
  }

  void permute(Buffer y, Buffer x, Shape shape, int[] axes) {
    int rank = shape.rank();
    if (rank > RANK) {
      throw new IllegalArgumentException(
          "permute: shape " + shape + " has more than " + RANK + " axes");
    }
    int[] dims = new int[RANK];
    int[] strides = new int[RANK];
    Arrays.fill(dims, 1);
    for (int i = 0; i < rank; i++) {
      dims[RANK - rank + i] = shape.dim(axes[i]);
      strides[RANK - rank + i] = shape.inner(axes[i]);
    }
    ClKernel kernel = cl.kernel(FAMILY, "permute").array(y).array(x);
    for (int i = 1; i < RANK; i++) {
      kernel.number(dims[i]);
    }
    for (int stride : strides) {
      kernel.number(stride);
    }
    kernel.number(shape.numel()).launch(shape.numel());
  }
}
