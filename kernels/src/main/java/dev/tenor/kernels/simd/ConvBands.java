package dev.tenor.kernels.simd;

/// A convolution's output [B, H, W, C], band by band. A band is a run of whole rows, counted
/// through all images of the batch; where bands end depends on the sizes alone.
interface ConvBands {
  int count();

  /// The first row of a band; that of the next band is its end, and that of band `count()` is the
  /// number of rows.
  int firstRow(int band);

  /// How many floats a row has.
  int rowFloats();

  /// About how many vector operations all bands take.
  long work();

  /// Computes a band's rows to `yo`.
  void compute(int band, float[] y, int yo, Scratch mine);

  /// How many rows a band has.
  default int rows(int band) {
    return firstRow(band + 1) - firstRow(band);
  }

  /// Computes all bands of y.
  default void run(WorkerPool pool, float[] y, int yo) {
    pool.run(
        count(), work(), (band, mine) -> compute(band, y, yo + firstRow(band) * rowFloats(), mine));
  }
}
