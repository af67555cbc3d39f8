package dev.tenor.kernels.opencl;

import static org.jocl.CL.clEnqueueCopyBuffer;
import static org.jocl.CL.clEnqueueFillBuffer;

import dev.tenor.engine.backend.Memory;
import java.util.Arrays;
import org.jocl.CLException;
import org.jocl.Pointer;

/// Memory of the device and what moves in it: fills, copies and `move.cl`; [ClStaging] moves
/// between it and the host.
final class ClMove implements Memory<ClBuffer> {
  private static final String FAMILY = "move";

  /// The rank that the permuting kernel works at; lower ones get leading axes of length 1.
  private static final int RANK = 5;

  private final ClResources cl;
  private final float[] pattern = new float[1];
  private final Pointer patternPointer = Pointer.to(pattern);

  ClMove(ClResources cl) {
    this.cl = cl;
  }

  @Override
  public ClBuffer allocate(int length) {
    synchronized (cl) {
      return cl.context().buffer(length);
    }
  }

  @Override
  public long capacity() {
    return cl.context().device().memory();
  }

  @Override
  public void release(ClBuffer buffer) {
    synchronized (cl) {
      cl.context().release(buffer.memory());
    }
  }

  @Override
  public void upload(ClBuffer dst, float[] src, int offset, int length) {
    synchronized (cl) {
      cl.staging().upload(dst, src, offset, length);
    }
  }

  @Override
  public void download(float[] dst, int offset, ClBuffer src, int length) {
    synchronized (cl) {
      if (length > 0) {
        cl.faults().fetch();
        cl.staging().download(dst, offset, src, length);
        cl.faults().look();
      }
    }
  }

  @Override
  public void synchronize() {
    synchronized (cl) {
      cl.faults().fetch();
      cl.context().finish();
      cl.faults().look();
    }
  }

  @Override
  public void fill(ClBuffer dst, float value, int n) {
    synchronized (cl) {
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
  }

  @Override
  public void copy(ClBuffer dst, ClBuffer src, int n) {
    synchronized (cl) {
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
  }

  @Override
  public void copy2d(ClBuffer dst, int dstStride, ClBuffer src, int srcStride, int rows, int cols) {
    synchronized (cl) {
      cl.kernel(FAMILY, "copy_2d")
          .array(dst)
          .number(dstStride)
          .array(src)
          .number(srcStride)
          .number(rows)
          .number(cols)
          .launch(cl.rowVectors(rows, cols));
    }
  }

  @Override
  public void permute(ClBuffer y, ClBuffer x, int[] dims, int[] axes) {
    synchronized (cl) {
      int rank = dims.length;
      if (rank > RANK) {
        throw new IllegalArgumentException(
            "permute: shape " + Arrays.toString(dims) + " has more than " + RANK + " axes");
      }
      int[] lengths = new int[RANK]; // of y's axes
      int[] strides = new int[RANK]; // of the same axes in x
      Arrays.fill(lengths, 1);
      int[] steps = Memory.strides(dims);
      int numel = 1;
      for (int i = 0; i < rank; i++) {
        lengths[RANK - rank + i] = dims[axes[i]];
        strides[RANK - rank + i] = steps[axes[i]];
        numel *= dims[i];
      }
      ClKernel kernel = cl.kernel(FAMILY, "permute").array(y).array(x);
      for (int i = 1; i < RANK; i++) {
        kernel.number(lengths[i]);
      }
      for (int stride : strides) {
        kernel.number(stride);
      }
      kernel.number(numel).launch(numel);
    }
  }
}
