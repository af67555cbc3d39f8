package dev.tenor.ser.audio;

/// Fourier transforms of all columns of a complex matrix at once, in place.
///
/// Each row is an array of its own, and each loop runs over whole rows from 0 on. Of loops that
/// write several arrays, C2 vectorises only those with equal indices into all of them: only then
/// can it rule out partial overlap. Butterflies and twiddle factors are separate loops, since C2
/// does not unroll long bodies.
///
/// Radix 4, decimation in frequency, one pass of radix 2 at the end where needed. The rows of the
/// result are in digit-reversed order, which callers index directly.
final class ColumnFft {
  /// What is transformed, `[length][columns]`; afterwards the result in another order.
  final double[][] re;

  final double[][] im;

  /// The result, `[length][columns]`: the same arrays.
  final double[][] resultRe;

  final double[][] resultIm;

  /// cos and −sin of 2πk / length.
  private final double[] cos;

  private final double[] negSin;

  /// @param length of the transforms, a power of two
  ColumnFft(int length, int columns) {
    re = new double[length][columns];
    im = new double[length][columns];
    resultRe = new double[length][];
    resultIm = new double[length][];
    cos = new double[length];
    negSin = new double[length];
    for (int k = 0; k < length; k++) {
      int row = reversed(k, length);
      resultRe[k] = re[row];
      resultIm[k] = im[row];
      cos[k] = StrictMath.cos(2 * Math.PI * k / length);
      negSin[k] = -StrictMath.sin(2 * Math.PI * k / length);
    }
  }

  /// The row of frequency k in the result of a transform of a length.
  private static int reversed(int k, int length) {
    if (length < 4) {
      return k;
    }
    return k % 4 * (length / 4) + reversed(k / 4, length / 4);
  }

  void transform() {
    int length = re.length;
    for (; length >= 4; length /= 4) {
      for (int from = 0; from < re.length; from += length) {
        radix4(from, length / 4);
      }
    }
    if (length == 2) {
      for (int row = 0; row < re.length; row += 2) {
        sumAndDifference(re[row], re[row + 1]);
        sumAndDifference(im[row], im[row + 1]);
      }
    }
  }

  /// Splits a transform of length 4m into four of length m: the frequencies 0, 1, 2, 3 modulo 4.
  private void radix4(int from, int m) {
    int step = re.length / (4 * m);
    for (int p = 0; p < m; p++) {
      int a = from + p;
      int b = a + m;
      int c = b + m;
      int d = c + m;
      butterflies(re[a], im[a], re[b], im[b], re[c], im[c], re[d], im[d]);
      if (p > 0) {
        turn(re[b], im[b], cos[p * step], negSin[p * step]);
        turn(re[c], im[c], cos[2 * p * step], negSin[2 * p * step]);
        turn(re[d], im[d], cos[3 * p * step], negSin[3 * p * step]);
      }
    }
  }

  /// Transforms of length 4 over the elements of four rows.
  private static void butterflies(
      double[] aRe,
      double[] aIm,
      double[] bRe,
      double[] bIm,
      double[] cRe,
      double[] cIm,
      double[] dRe,
      double[] dIm) {
    for (int q = 0; q < aRe.length; q++) {
      double sumAcRe = aRe[q] + cRe[q];
      double sumAcIm = aIm[q] + cIm[q];
      double difAcRe = aRe[q] - cRe[q];
      double difAcIm = aIm[q] - cIm[q];
      double sumBdRe = bRe[q] + dRe[q];
      double sumBdIm = bIm[q] + dIm[q];
      double difBdRe = bRe[q] - dRe[q];
      double difBdIm = bIm[q] - dIm[q];
      aRe[q] = sumAcRe + sumBdRe;
      aIm[q] = sumAcIm + sumBdIm;
      bRe[q] = difAcRe + difBdIm;
      bIm[q] = difAcIm - difBdRe;
      cRe[q] = sumAcRe - sumBdRe;
      cIm[q] = sumAcIm - sumBdIm;
      dRe[q] = difAcRe - difBdIm;
      dIm[q] = difAcIm + difBdRe;
    }
  }

  private static void sumAndDifference(double[] a, double[] b) {
    for (int q = 0; q < a.length; q++) {
      double sum = a[q] + b[q];
      b[q] = a[q] - b[q];
      a[q] = sum;
    }
  }

  /// Multiplies a row by the twiddle factor cos + i·negSin.
  private static void turn(double[] re, double[] im, double cos, double negSin) {
    for (int q = 0; q < re.length; q++) {
      double turned = re[q] * cos - im[q] * negSin;
      im[q] = re[q] * negSin + im[q] * cos;
      re[q] = turned;
    }
  }
}
