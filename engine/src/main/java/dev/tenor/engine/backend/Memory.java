package dev.tenor.engine.backend;

/// Memory and data movement.
public interface Memory<B extends Buffer> {
  /// A new buffer with undefined contents. `length` may be 0.
  B allocate(int length);

  /// About how many bytes all buffers may hold.
  default long capacity() {
    return Runtime.getRuntime().maxMemory();
  }

  /// Gives a buffer made by [#allocate] back; its slices end with it.
  void release(B buffer);

  /// Copies `length` floats from the host: `dst[0…] = src[offset…]`. The array may be changed as
  /// soon as this returns.
  void upload(B dst, float[] src, int offset, int length);

  /// Copies `length` floats to the host: `dst[offset…] = src[0…]`. Waits for pending work.
  void download(float[] dst, int offset, B src, int length);

  /// `dst[0 … n) = src[0 … n)`.
  void copy(B dst, B src, int n);

  /// `dst[0 … n) = value`.
  void fill(B dst, float value, int n);

  /// Copies a block of rows: `dst[r·dstStride + c] = src[r·srcStride + c]` for c < cols.
  void copy2d(B dst, int dstStride, B src, int srcStride, int rows, int cols);

  /// `y` gets the axes of `x`, which has the sizes `dims`, in the order `axes`: dim i of y is dim
  /// `axes[i]` of x.
  void permute(B y, B x, int[] dims, int[] axes);

  /// The distance of neighbours along each axis of a row-major array with the sizes `dims`.
  static int[] strides(int[] dims) {
    int[] strides = new int[dims.length];
    int stride = 1;
    for (int i = dims.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= dims[i];
    }
    return strides;
  }

  /// Waits until all work given to the backend is done.
  void synchronize();
}
