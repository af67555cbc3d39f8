package dev.tenor.engine.backend;

import dev.tenor.engine.tensor.Shape;

/// Memory and data movement.
public interface Memory {
  /// A new buffer with undefined contents. `length` may be 0.
  Buffer allocate(int length);

  /// Gives a buffer made by [#allocate] back; its slices end with it.
  void release(Buffer buffer);

  /// Copies `length` floats from the host: `dst[0…] = src[offset…]`. The array may be changed as
  /// soon as this returns.
  void upload(Buffer dst, float[] src, int offset, int length);

  /// Copies `length` floats to the host: `dst[offset…] = src[0…]`. Waits for pending work.
  void download(float[] dst, int offset, Buffer src, int length);

  /// `dst[0 … n) = src[0 … n)`.
  void copy(Buffer dst, Buffer src, int n);

  /// `dst[0 … n) = value`.
  void fill(Buffer dst, float value, int n);

  /// Copies a block of rows: `dst[r·dstStride + c] = src[r·srcStride + c]` for c < cols.
  void copyRows(Buffer dst, int dstStride, Buffer src, int srcStride, int rows, int cols);

  /// `y` gets the dims of `x` in the order `axes`: dim i of y is dim `axes[i]` of x.
  void permute(Buffer y, Buffer x, Shape shape, int[] axes);

  /// Waits until all work given to the backend is done.
  void synchronize();
}
