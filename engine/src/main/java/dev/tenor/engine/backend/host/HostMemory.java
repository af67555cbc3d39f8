package dev.tenor.engine.backend.host;

import dev.tenor.engine.backend.Memory;
import java.util.Arrays;

/// Memory in Java arrays, for backends that compute on the host. The garbage collector owns it:
/// nothing has to be given back, and every call is done when it returns.
public final class HostMemory implements Memory<HostBuffer> {
  @Override
  public HostBuffer allocate(int length) {
    return new HostBuffer(new float[HostBuffer.START + length], HostBuffer.START, length);
  }

  @Override
  public void release(HostBuffer buffer) {
    // Host memory is the garbage collector's.
  }

  @Override
  public void upload(HostBuffer dst, float[] src, int offset, int length) {
    System.arraycopy(src, offset, dst.array(), dst.offset(), length);
  }

  @Override
  public void download(float[] dst, int offset, HostBuffer src, int length) {
    System.arraycopy(src.array(), src.offset(), dst, offset, length);
  }

  @Override
  public void copy(HostBuffer dst, HostBuffer src, int n) {
    System.arraycopy(src.array(), src.offset(), dst.array(), dst.offset(), n);
  }

  @Override
  public void fill(HostBuffer dst, float value, int n) {
    Arrays.fill(dst.array(), dst.offset(), dst.offset() + n, value);
  }

  @Override
  public void copy2d(
      HostBuffer dst, int dstStride, HostBuffer src, int srcStride, int rows, int cols) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(
          src.array(),
          src.offset() + r * srcStride,
          dst.array(),
          dst.offset() + r * dstStride,
          cols);
    }
  }

  @Override
  public void permute(HostBuffer y, HostBuffer x, int[] dims, int[] axes) {
    int rank = dims.length;
    int[] steps = Memory.strides(dims);
    int[] lengths = new int[rank]; // of y's axes
    int[] strides = new int[rank]; // of the same axes in x
    int numel = 1;
    for (int i = 0; i < rank; i++) {
      lengths[i] = dims[axes[i]];
      strides[i] = steps[axes[i]];
      numel *= dims[i];
    }
    int[] at = new int[rank];
    int from = 0;
    for (int to = 0; to < numel; to++) {
      y.set(to, x.get(from));
      for (int i = rank - 1; i >= 0; i--) { // count up the output's index, the last axis fastest
        from += strides[i];
        if (++at[i] < lengths[i]) {
          break;
        }
        from -= strides[i] * lengths[i];
        at[i] = 0;
      }
    }
  }

  @Override
  public void synchronize() {
    // Every call is done when it returns.
  }
}
