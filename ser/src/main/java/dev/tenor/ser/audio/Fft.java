package dev.tenor.ser.audio;

/// Fourier transform of real signals of length n = 2..65536, a power of two, in double precision.
///
/// Even samples are taken as real and odd samples as imaginary parts of n / 2 complex numbers,
/// whose transform is untangled afterwards. The complex transform is Stockham's radix-4 form (one
/// radix-2 pass at the end where needed): no bit reversal, real and imaginary parts in arrays of
/// their own, unit stride in the innermost loop. That is the layout SIMD wants, though C2 of JDK 25
/// leaves these loops scalar: it cannot rule out that their several output arrays overlap the
/// inputs.
///
/// Double precision, because quiet mel bins lie up to 80 dB below the loudest bin of their frame.
/// On the golden recordings the log-mel error is at most 3.5e-5 dB (8e-6 in the squared form),
/// which is the rounding of the float32 golden values; with a float transform it is 8e-5 dB, and
/// grows with the range of levels within a frame.
///
/// Holds scratch: one instance per thread.
final class Fft {
  static final int MIN_LENGTH = 2;
  static final int MAX_LENGTH = 1 << 16;

  private final int half;

  /// cos and −sin of 2πk/n for k < n: the twiddle factors of every pass are strides of these.
  private final double[] cos;

  private final double[] negSin;
  private double[] re;
  private double[] im;
  private double[] otherRe;
  private double[] otherIm;

  Fft(int n) {
    if (n < MIN_LENGTH || n > MAX_LENGTH || Integer.bitCount(n) != 1) {
      throw new IllegalArgumentException(
          "FFT length " + n + " is not a power of two in " + MIN_LENGTH + ".." + MAX_LENGTH);
    }
    half = n / 2;
    cos = new double[n];
    negSin = new double[n];
    for (int k = 0; k < n; k++) {
      cos[k] = Math.cos(2 * Math.PI * k / n);
      negSin[k] = -Math.sin(2 * Math.PI * k / n);
    }
    re = new double[half];
    im = new double[half];
    otherRe = new double[half];
    otherIm = new double[half];
  }

  /// Where the caller puts the even samples [n / 2] before it calls a transform, which destroys
  /// them; another array after every call.
  double[] even() {
    return re;
  }

  /// Where the caller puts the odd samples [n / 2]; see [#even()].
  double[] odd() {
    return im;
  }

  /// The spectrum X[k] = Σ x[j] exp(−2πi jk/n), k = 0..n/2.
  ///
  /// @param spectrumRe [n / 2 + 1], overwritten
  /// @param spectrumIm [n / 2 + 1], overwritten
  void transform(double[] spectrumRe, double[] spectrumIm) {
    complexTransform();
    spectrumRe[0] = re[0] + im[0];
    spectrumRe[half] = re[0] - im[0];
    spectrumIm[0] = 0;
    spectrumIm[half] = 0;
    // With Z the transform of even + i·odd: E = (Z[k] + Z*[h−k]) / 2 is the transform of the even
    // samples, O = (Z[k] − Z*[h−k]) / 2i that of the odd ones, and X[k] = E + exp(−2πik/n) O.
    for (int k = 1; k <= half / 2; k++) {
      int j = half - k;
      double evenRe = 0.5 * (re[k] + re[j]);
      double evenIm = 0.5 * (im[k] - im[j]);
      double oddRe = 0.5 * (im[k] + im[j]);
      double oddIm = 0.5 * (re[j] - re[k]);
      double turnedRe = oddRe * cos[k] - oddIm * negSin[k];
      double turnedIm = oddRe * negSin[k] + oddIm * cos[k];
      spectrumRe[k] = evenRe + turnedRe;
      spectrumIm[k] = evenIm + turnedIm;
      spectrumRe[j] = evenRe - turnedRe;
      spectrumIm[j] = turnedIm - evenIm;
    }
  }

  /// Stockham: a pass turns sub-transforms of length `length`, `stride` of them interleaved, into
  /// four times as many of a quarter of the length.
  private void complexTransform() {
    int length = half;
    int stride = 1;
    for (; length >= 4; length /= 4, stride *= 4) {
      if (stride == 1) {
        firstPass(length, re, im, otherRe, otherIm);
      } else {
        radix4(length, stride, re, im, otherRe, otherIm);
      }
      swap();
    }
    if (length == 2) {
      radix2(stride, re, im, otherRe, otherIm);
      swap();
    }
  }

  private void swap() {
    double[] r = re;
    re = otherRe;
    otherRe = r;
    double[] i = im;
    im = otherIm;
    otherIm = i;
  }

  /// [#radix4] with stride 1, where the loop over the twiddle factors is the long one.
  private void firstPass(int length, double[] xr, double[] xi, double[] yr, double[] yi) {
    int m = length / 4;
    for (int p = 0; p < m; p++) {
      double sumAcRe = xr[p] + xr[p + 2 * m];
      double sumAcIm = xi[p] + xi[p + 2 * m];
      double difAcRe = xr[p] - xr[p + 2 * m];
      double difAcIm = xi[p] - xi[p + 2 * m];
      double sumBdRe = xr[p + m] + xr[p + 3 * m];
      double sumBdIm = xi[p + m] + xi[p + 3 * m];
      double difBdRe = xr[p + m] - xr[p + 3 * m];
      double difBdIm = xi[p + m] - xi[p + 3 * m];
      yr[4 * p] = sumAcRe + sumBdRe;
      yi[4 * p] = sumAcIm + sumBdIm;
      double tRe = difAcRe + difBdIm;
      double tIm = difAcIm - difBdRe;
      yr[4 * p + 1] = tRe * cos[2 * p] - tIm * negSin[2 * p];
      yi[4 * p + 1] = tRe * negSin[2 * p] + tIm * cos[2 * p];
      tRe = sumAcRe - sumBdRe;
      tIm = sumAcIm - sumBdIm;
      yr[4 * p + 2] = tRe * cos[4 * p] - tIm * negSin[4 * p];
      yi[4 * p + 2] = tRe * negSin[4 * p] + tIm * cos[4 * p];
      tRe = difAcRe - difBdIm;
      tIm = difAcIm + difBdRe;
      yr[4 * p + 3] = tRe * cos[6 * p] - tIm * negSin[6 * p];
      yi[4 * p + 3] = tRe * negSin[6 * p] + tIm * cos[6 * p];
    }
  }

  private void radix4(int length, int stride, double[] xr, double[] xi, double[] yr, double[] yi) {
    int m = length / 4;
    for (int p = 0; p < m; p++) {
      int turn = 2 * p * stride;
      butterflies(
          stride,
          stride * p,
          stride * m,
          4 * stride * p,
          xr,
          xi,
          yr,
          yi,
          cos[turn],
          negSin[turn],
          cos[2 * turn],
          negSin[2 * turn],
          cos[3 * turn],
          negSin[3 * turn]);
    }
  }

  /// `stride` butterflies with the same twiddle factors w1, w2 = w1², w3 = w1³.
  private static void butterflies(
      int stride,
      int from,
      int step,
      int to,
      double[] xr,
      double[] xi,
      double[] yr,
      double[] yi,
      double w1Re,
      double w1Im,
      double w2Re,
      double w2Im,
      double w3Re,
      double w3Im) {
    for (int q = 0; q < stride; q++) {
      double sumAcRe = xr[from + q] + xr[from + 2 * step + q];
      double sumAcIm = xi[from + q] + xi[from + 2 * step + q];
      double difAcRe = xr[from + q] - xr[from + 2 * step + q];
      double difAcIm = xi[from + q] - xi[from + 2 * step + q];
      double sumBdRe = xr[from + step + q] + xr[from + 3 * step + q];
      double sumBdIm = xi[from + step + q] + xi[from + 3 * step + q];
      double difBdRe = xr[from + step + q] - xr[from + 3 * step + q];
      double difBdIm = xi[from + step + q] - xi[from + 3 * step + q];
      yr[to + q] = sumAcRe + sumBdRe;
      yi[to + q] = sumAcIm + sumBdIm;
      double t1Re = difAcRe + difBdIm;
      double t1Im = difAcIm - difBdRe;
      yr[to + stride + q] = t1Re * w1Re - t1Im * w1Im;
      yi[to + stride + q] = t1Re * w1Im + t1Im * w1Re;
      double t2Re = sumAcRe - sumBdRe;
      double t2Im = sumAcIm - sumBdIm;
      yr[to + 2 * stride + q] = t2Re * w2Re - t2Im * w2Im;
      yi[to + 2 * stride + q] = t2Re * w2Im + t2Im * w2Re;
      double t3Re = difAcRe - difBdIm;
      double t3Im = difAcIm + difBdRe;
      yr[to + 3 * stride + q] = t3Re * w3Re - t3Im * w3Im;
      yi[to + 3 * stride + q] = t3Re * w3Im + t3Im * w3Re;
    }
  }

  private static void radix2(int stride, double[] xr, double[] xi, double[] yr, double[] yi) {
    for (int q = 0; q < stride; q++) {
      yr[q] = xr[q] + xr[q + stride];
      yi[q] = xi[q] + xi[q + stride];
      yr[q + stride] = xr[q] - xr[q + stride];
      yi[q + stride] = xi[q] - xi[q + stride];
    }
  }
}
