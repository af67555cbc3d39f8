package dev.tenor.kernels.simd;

/// Moves in memory that the copy of the JVM is not made for: short rows, and transposes.
final class Moves {
  /// Rows shorter than this are copied element by element.
  private static final int SHORT = 16;

  private Moves() {}

  /// Copies `rows` rows of `n` floats.
  static void rows(float[] y, int yo, int yStep, float[] x, int xo, int xStep, int rows, int n) {
    if (n >= SHORT) {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(x, xo + r * xStep, y, yo + r * yStep, n);
      }
      return;
    }
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < n; i++) {
        y[yo + r * yStep + i] = x[xo + r * xStep + i];
      }
    }
  }

  /// `y[r·yStep + c] = x[r + c·xStep]`: a tile of the transpose. Four rows of y at a time, whose
  /// elements are neighbours in x.
  static void transpose(
      float[] y, int yo, int yStep, float[] x, int xo, int xStep, int rows, int columns) {
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      int y0 = yo + r * yStep;
      int y1 = y0 + yStep;
      int y2 = y1 + yStep;
      int y3 = y2 + yStep;
      for (int c = 0; c < columns; c++) {
        int from = xo + r + c * xStep;
        y[y0 + c] = x[from];
        y[y1 + c] = x[from + 1];
        y[y2 + c] = x[from + 2];
        y[y3 + c] = x[from + 3];
      }
    }
    for (; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        y[yo + r * yStep + c] = x[xo + r + c * xStep];
      }
    }
  }
}
