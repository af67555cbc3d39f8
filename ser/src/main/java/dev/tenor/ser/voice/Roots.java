package dev.tenor.ser.voice;

/// The complex roots of a real polynomial, all at once by the method of Ehrlich and Aberth:
/// Newton's step for each, corrected for the others. Starts on a circle of radius 0.9, where the
/// poles of a voice lie.
final class Roots {
  private static final int MOST_STEPS = 60;
  private static final double SMALL = 1e-9;

  private final double[] re;
  private final double[] im;

  /// @param coefficients of x^(n), x^(n − 1), … 1; the first is 1
  private Roots(double[] coefficients) {
    int n = coefficients.length - 1;
    re = new double[n];
    im = new double[n];
    for (int k = 0; k < n; k++) {
      double angle = 2 * Math.PI * (k + 0.25) / n + 0.1; // on no axis of symmetry
      re[k] = 0.9 * StrictMath.cos(angle);
      im[k] = 0.9 * StrictMath.sin(angle);
    }
    double largest = 1;
    for (int step = 0; step < MOST_STEPS && largest > SMALL; step++) {
      largest = 0;
      for (int k = 0; k < n; k++) {
        largest = Math.max(largest, improve(coefficients, k));
      }
    }
  }

  /// @param coefficients of x^(n), x^(n − 1), … 1; the first is 1
  /// @return real and imaginary parts, `[2][n]`
  static double[][] of(double[] coefficients) {
    Roots roots = new Roots(coefficients);
    return new double[][] {roots.re, roots.im};
  }

  /// Moves root k.
  ///
  /// @return how far
  private double improve(double[] c, int k) {
    double x = re[k];
    double y = im[k];
    double pRe = c[0];
    double pIm = 0;
    double dRe = 0;
    double dIm = 0;
    for (int i = 1; i < c.length; i++) {
      double d = dRe * x - dIm * y + pRe;
      dIm = dRe * y + dIm * x + pIm;
      dRe = d;
      double p = pRe * x - pIm * y + c[i];
      pIm = pRe * y + pIm * x;
      pRe = p;
    }
    double d2 = dRe * dRe + dIm * dIm;
    if (d2 == 0) {
      return 0;
    }
    double nRe = (pRe * dRe + pIm * dIm) / d2; // p / p'
    double nIm = (pIm * dRe - pRe * dIm) / d2;
    double sRe = 0;
    double sIm = 0;
    for (int j = 0; j < re.length; j++) {
      double a = x - re[j];
      double b = y - im[j];
      double q = a * a + b * b;
      if (j != k && q > 0) {
        sRe += a / q;
        sIm -= b / q;
      }
    }
    double eRe = 1 - (nRe * sRe - nIm * sIm);
    double eIm = -(nRe * sIm + nIm * sRe);
    double e2 = eRe * eRe + eIm * eIm;
    if (e2 == 0) {
      return 0;
    }
    double wRe = (nRe * eRe + nIm * eIm) / e2;
    double wIm = (nIm * eRe - nRe * eIm) / e2;
    re[k] -= wRe;
    im[k] -= wIm;
    return Math.abs(wRe) + Math.abs(wIm);
  }
}
