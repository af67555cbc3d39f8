package dev.tenor.ser.audio;

/// Fourier transform of two real signals at once, of length n = 2..65536, a power of two, in double
/// precision.
///
/// The signals are the real and the imaginary part of a complex one, which is arranged as a matrix
/// of n = rows × columns, about square: its columns are transformed, element (r, c) is multiplied
/// by exp(−2πi rc / n), the matrix is transposed, and its columns are transformed again (D. H.
/// Bailey 1990). All loops but the transposition then auto-vectorise, see [ColumnFft].
///
/// Double precision, because quiet mel bins lie up to 80 dB below the loudest bin of their frame.
/// On the golden recordings the log-mel error is at most 3.5e-5 dB (8e-6 in the squared form),
/// which is the rounding of the float32 golden values; with a float transform it is 8e-5 dB, and
/// grows with the range of levels within a frame.
///
/// Holds scratch: one instance per thread.
public final class Fft {
  static final int MIN_LENGTH = 2;
  static final int MAX_LENGTH = 1 << 16;

  private final int rows;
  private final int columns;

  /// [rows][columns].
  private final ColumnFft first;

  /// [columns][rows].
  private final ColumnFft second;

  /// cos and −sin of 2πrc / n, [rows][columns].
  private final double[][] cos;

  private final double[][] negSin;

  /// Scratch [rows].
  private final double[] mirrorRe;

  private final double[] mirrorIm;

  /// @param n its length
  /// @throws IllegalArgumentException where that is no power of two in 2..65536
  public Fft(int n) {
    if (n < MIN_LENGTH || n > MAX_LENGTH || Integer.bitCount(n) != 1) {
      throw new IllegalArgumentException(
          "FFT length " + n + " is not a power of two in " + MIN_LENGTH + ".." + MAX_LENGTH);
    }
    rows = 1 << Integer.numberOfTrailingZeros(n) / 2;
    columns = n / rows;
    first = new ColumnFft(rows, columns);
    second = new ColumnFft(columns, rows);
    mirrorRe = new double[rows];
    mirrorIm = new double[rows];
    cos = new double[rows][columns];
    negSin = new double[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        cos[r][c] = StrictMath.cos(2 * Math.PI * r * c / n);
        negSin[r][c] = -StrictMath.sin(2 * Math.PI * r * c / n);
      }
    }
  }

  /// The first signal, cut into rows of equal length, to be filled before each transform, which
  /// overwrites it.
  public double[][] a() {
    return first.re;
  }

  /// The second signal; see [#a()].
  public double[][] b() {
    return first.im;
  }

  /// The power spectra of both signals, `|A[k]|²` with `A[k] = Σ a[j] exp(−2πi jk/n)` and the same
  /// of b.
  ///
  /// @param a [n / 2 + 1], overwritten
  /// @param b [n / 2 + 1], overwritten
  public void powers(double[] a, double[] b) {
    first.transform();
    for (int r = 0; r < rows; r++) {
      turn(first.resultRe[r], first.resultIm[r], cos[r], negSin[r]);
    }
    transpose(first.resultRe, second.re);
    transpose(first.resultIm, second.im);
    second.transform();
    separate(a, b);
  }

  /// Multiplies a row by its twiddle factors cos + i·negSin.
  private static void turn(double[] re, double[] im, double[] cos, double[] negSin) {
    for (int c = 0; c < re.length; c++) {
      double turned = re[c] * cos[c] - im[c] * negSin[c];
      im[c] = re[c] * negSin[c] + im[c] * cos[c];
      re[c] = turned;
    }
  }

  /// Four rows at a time, to load fewer array references.
  private static void transpose(double[][] from, double[][] to) {
    int r = 0;
    for (; r + 3 < from.length; r += 4) {
      double[] row0 = from[r];
      double[] row1 = from[r + 1];
      double[] row2 = from[r + 2];
      double[] row3 = from[r + 3];
      for (int c = 0; c < to.length; c++) {
        double[] column = to[c];
        column[r] = row0[c];
        column[r + 1] = row1[c];
        column[r + 2] = row2[c];
        column[r + 3] = row3[c];
      }
    }
    for (; r < from.length; r++) {
      for (int c = 0; c < to.length; c++) {
        to[c][r] = from[r][c];
      }
    }
  }

  /// With Z the transform of a + ib, `2A[k] = Z[k] + Z*[n−k]` and `2iB[k] = Z[k] − Z*[n−k]`.
  /// Frequency k = r · rows + c is element (r, c) of the result; the powers take its place.
  private void separate(double[] a, double[] b) {
    double[][] re = second.resultRe;
    double[][] im = second.resultIm;
    for (int r = 0; r < columns / 2; r++) {
      mirror(re, r, mirrorRe);
      mirror(im, r, mirrorIm);
      powers(re[r], im[r], mirrorRe, mirrorIm);
      System.arraycopy(re[r], 0, a, r * rows, rows);
      System.arraycopy(im[r], 0, b, r * rows, rows);
    }
    double[] lastRe = re[columns / 2];
    double[] lastIm = im[columns / 2];
    a[columns / 2 * rows] = lastRe[0] * lastRe[0];
    b[columns / 2 * rows] = lastIm[0] * lastIm[0];
  }

  /// The frequencies n − k of a row: but for the first they stand in another one, backwards.
  private void mirror(double[][] from, int r, double[] to) {
    to[0] = from[(columns - r) % columns][0];
    double[] row = from[columns - 1 - r];
    for (int c = 1; c < to.length; c++) {
      to[c] = row[row.length - c];
    }
  }

  private static void powers(double[] re, double[] im, double[] mirrorRe, double[] mirrorIm) {
    for (int c = 0; c < re.length; c++) {
      double aRe = re[c] + mirrorRe[c];
      double aIm = im[c] - mirrorIm[c];
      double bRe = im[c] + mirrorIm[c];
      double bIm = re[c] - mirrorRe[c];
      re[c] = 0.25 * (aRe * aRe + aIm * aIm);
      im[c] = 0.25 * (bRe * bRe + bIm * bIm);
    }
  }
}
