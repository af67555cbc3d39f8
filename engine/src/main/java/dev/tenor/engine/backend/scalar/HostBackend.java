package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import java.util.Arrays;

/// Memory in Java arrays, for backends that compute on the host. The garbage collector owns it:
/// nothing has to be given back, and every call is done when it returns.
abstract class HostBackend implements Backend {
  /// This backend's view of a buffer; null stays null.
  protected static HostBuffer host(Buffer buffer) {
    return (HostBuffer) buffer;
  }

  @Override
  public Buffer allocate(int length) {
    return new HostBuffer(new float[HostBuffer.START + length], HostBuffer.START, length);
  }

  @Override
  public void release(Buffer buffer) {
    // Host memory is the garbage collector's.
  }

  @Override
  public void upload(Buffer dst, float[] src, int offset, int length) {
    HostBuffer d = host(dst);
    System.arraycopy(src, offset, d.array(), d.offset(), length);
  }

  @Override
  public void download(float[] dst, int offset, Buffer src, int length) {
    HostBuffer s = host(src);
    System.arraycopy(s.array(), s.offset(), dst, offset, length);
  }

  @Override
  public void copy(Buffer dst, Buffer src, int n) {
    HostBuffer d = host(dst);
    HostBuffer s = host(src);
    System.arraycopy(s.array(), s.offset(), d.array(), d.offset(), n);
  }

  @Override
  public void fill(Buffer dst, float value, int n) {
    HostBuffer d = host(dst);
    Arrays.fill(d.array(), d.offset(), d.offset() + n, value);
  }

  @Override
  public void copyRows(Buffer dst, int dstStride, Buffer src, int srcStride, int rows, int cols) {
    HostBuffer d = host(dst);
    HostBuffer s = host(src);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(
          s.array(), s.offset() + r * srcStride, d.array(), d.offset() + r * dstStride, cols);
    }
  }

  @Override
  public void synchronize() {
    // Every call is done when it returns.
  }

  @Override
  public void close() {
    // Host memory is the garbage collector's.
  }
}
