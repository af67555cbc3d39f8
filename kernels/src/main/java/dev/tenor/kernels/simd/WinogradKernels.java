package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;

/// The one-dimensional transforms of Winograd's F(4, 3), which is used down the rows of an image,
/// and F(2, 3), which is used along them (A. Lavin and S. Gray, "Fast Algorithms for Convolutional
/// Neural Networks", 2016):
///
/// ```
///      ⎡4  0 −5  0  1  0⎤       ⎡  ¼    0    0⎤        ⎡1  1  1  1  1  0⎤
///      ⎢0 −4 −4  1  1  0⎥       ⎢−1/6 −1/6 −1/6⎥       ⎢0  1 −1  2 −2  0⎥
/// Bᵀ = ⎢0  4 −4 −1  1  0⎥   G = ⎢−1/6  1/6 −1/6⎥  Aᵀ = ⎢0  1  1  4  4  0⎥
///      ⎢0 −2 −1  2  1  0⎥       ⎢1/24 1/12  1/6⎥       ⎣0  1 −1  8 −8  1⎦
///      ⎢0  2 −1 −2  1  0⎥       ⎢1/24 −1/12 1/6⎥
///      ⎣0  4  0 −5  0  1⎦       ⎣  0    0    1⎦
///
///      ⎡1  0 −1  0⎤       ⎡1   0  0⎤
/// Bᵀ = ⎢0  1  1  0⎥   G = ⎢½   ½  ½⎥   Aᵀ = ⎡1  1  1  0⎤
///      ⎢0 −1  1  0⎥       ⎢½  −½  ½⎥        ⎣0  1 −1 −1⎦
///      ⎣0  1  0 −1⎦       ⎣0   0  1⎦
/// ```
///
/// All are loops over arrays, a vector of channels at a time. The names say how many values become
/// how many.
final class WinogradKernels {
  private WinogradKernels() {}

  /// Bᵀ of F(4, 3), element by element of six rows of `n` floats, a multiple of L.
  ///
  /// @param next the distance of the rows written, and `row` that of those read
  static void input6to6(float[] v, int vo, int next, float[] x, int xo, int row, int n) {
    for (int i = 0; i < n; i += L) {
      int from = xo + i;
      FloatVector x0 = FloatVector.fromArray(F, x, from);
      FloatVector x1 = FloatVector.fromArray(F, x, from + row);
      FloatVector x2 = FloatVector.fromArray(F, x, from + 2 * row);
      FloatVector x3 = FloatVector.fromArray(F, x, from + 3 * row);
      FloatVector x4 = FloatVector.fromArray(F, x, from + 4 * row);
      FloatVector x5 = FloatVector.fromArray(F, x, from + 5 * row);
      FloatVector four = FloatVector.broadcast(F, 4f);
      FloatVector minus5 = FloatVector.broadcast(F, -5f);
      FloatVector even = x4.sub(x2.mul(four));
      FloatVector odd = x3.sub(x1.mul(four));
      FloatVector even2 = x4.sub(x2);
      FloatVector odd2 = x3.sub(x1).mul(2f);
      int to = vo + i;
      x0.fma(four, x2.fma(minus5, x4)).intoArray(v, to);
      even.add(odd).intoArray(v, to + next);
      even.sub(odd).intoArray(v, to + 2 * next);
      even2.add(odd2).intoArray(v, to + 3 * next);
      even2.sub(odd2).intoArray(v, to + 4 * next);
      x1.fma(four, x3.fma(minus5, x5)).intoArray(v, to + 5 * next);
    }
  }

  /// Bᵀ of F(2, 3) along a row of `tiles` tiles, whose four columns overlap by two; columns are
  /// `channels` floats apart.
  ///
  /// @param next the distance of the four positions written, and `step` that of the tiles
  static void input4to4(
      float[] v, int vo, int next, int step, float[] x, int xo, int channels, int tiles) {
    FloatVector minus = FloatVector.broadcast(F, -1f);
    FloatVector x0 = FloatVector.fromArray(F, x, xo);
    FloatVector x1 = FloatVector.fromArray(F, x, xo + channels);
    for (int t = 0; t < tiles; t++) {
      int from = xo + 2 * (t + 1) * channels;
      FloatVector x2 = FloatVector.fromArray(F, x, from);
      FloatVector x3 = FloatVector.fromArray(F, x, from + channels);
      int to = vo + t * step;
      x2.fma(minus, x0).intoArray(v, to);
      x2.add(x1).intoArray(v, to + next);
      x2.sub(x1).intoArray(v, to + 2 * next);
      x3.fma(minus, x1).intoArray(v, to + 3 * next);
      x0 = x2;
      x1 = x3;
    }
  }

  /// Aᵀ of F(2, 3) along a row of tiles, which become columns `channels` floats apart.
  ///
  /// @param next the distance of the four positions read, and `step` that of the tiles
  static void output4to2(
      float[] y, int yo, int channels, float[] m, int mo, int next, int step, int tiles) {
    for (int t = 0; t < tiles; t++) {
      int from = mo + t * step;
      FloatVector m1 = FloatVector.fromArray(F, m, from + next);
      FloatVector m2 = FloatVector.fromArray(F, m, from + 2 * next);
      int to = yo + 2 * t * channels;
      m1.add(m2).add(FloatVector.fromArray(F, m, from)).intoArray(y, to);
      m1.sub(m2).sub(FloatVector.fromArray(F, m, from + 3 * next)).intoArray(y, to + channels);
    }
  }

  /// Aᵀ of F(4, 3), element by element of six rows: the first `rows` of the four results.
  ///
  /// @param row the distance of the rows written, `channels` that of their pixels, and `next` and
  ///   `step` the same for those read
  static void output6to4(
      float[] y,
      int yo,
      int row,
      int channels,
      int rows,
      float[] m,
      int mo,
      int next,
      int step,
      int pixels) {
    for (int i = 0; i < pixels; i++) {
      int from = mo + i * step;
      FloatVector m1 = FloatVector.fromArray(F, m, from + next);
      FloatVector m2 = FloatVector.fromArray(F, m, from + 2 * next);
      FloatVector m3 = FloatVector.fromArray(F, m, from + 3 * next);
      FloatVector m4 = FloatVector.fromArray(F, m, from + 4 * next);
      FloatVector even = m1.add(m2);
      FloatVector odd = m1.sub(m2);
      FloatVector even2 = m3.add(m4);
      FloatVector odd2 = m3.sub(m4);
      int to = yo + i * channels;
      even.add(even2).add(FloatVector.fromArray(F, m, from)).intoArray(y, to);
      if (rows > 1) {
        odd2.fma(FloatVector.broadcast(F, 2f), odd).intoArray(y, to + row);
      }
      if (rows > 2) {
        even2.fma(FloatVector.broadcast(F, 4f), even).intoArray(y, to + 2 * row);
      }
      if (rows > 3) {
        FloatVector last = FloatVector.fromArray(F, m, from + 5 * next).add(odd);
        odd2.fma(FloatVector.broadcast(F, 8f), last).intoArray(y, to + 3 * row);
      }
    }
  }

  /// A of F(4, 3), element by element of four rows.
  ///
  /// @param next the distance of the rows written, `step` that of their pixels, and `row` and
  ///   `channels` the same for those read
  static void gradient4to6(
      float[] d,
      int to,
      int next,
      int step,
      float[] dy,
      int from,
      int row,
      int channels,
      int pixels) {
    for (int i = 0; i < pixels; i++) {
      int at = from + i * channels;
      FloatVector y0 = FloatVector.fromArray(F, dy, at);
      FloatVector y1 = FloatVector.fromArray(F, dy, at + row);
      FloatVector y2 = FloatVector.fromArray(F, dy, at + 2 * row);
      FloatVector y3 = FloatVector.fromArray(F, dy, at + 3 * row);
      FloatVector four = FloatVector.broadcast(F, 4f);
      FloatVector even = y0.add(y2);
      FloatVector odd = y1.add(y3);
      FloatVector even2 = y2.fma(four, y0);
      FloatVector odd2 = y3.fma(four, y1).mul(2f);
      at = to + i * step;
      y0.intoArray(d, at);
      even.add(odd).intoArray(d, at + next);
      even.sub(odd).intoArray(d, at + 2 * next);
      even2.add(odd2).intoArray(d, at + 3 * next);
      even2.sub(odd2).intoArray(d, at + 4 * next);
      y3.intoArray(d, at + 5 * next);
    }
  }

  /// A of F(2, 3) along a row of tiles, but with the opposite sign at the last position, which is
  /// −1 times a column only; [#weightGradient4to3] puts that right.
  ///
  /// @param next the distance of the four positions written, and `step` that of the tiles
  static void gradient2to4(
      float[] d, int to, int next, int step, float[] dy, int from, int channels, int tiles) {
    for (int t = 0; t < tiles; t++) {
      FloatVector a = FloatVector.fromArray(F, dy, from + 2 * t * channels);
      FloatVector b = FloatVector.fromArray(F, dy, from + (2 * t + 1) * channels);
      int at = to + t * step;
      a.intoArray(d, at);
      a.add(b).intoArray(d, at + next);
      a.sub(b).intoArray(d, at + 2 * next);
      b.intoArray(d, at + 3 * next);
    }
  }

  /// G of F(4, 3), for `n` channels, a multiple of L.
  ///
  /// @param next the distance of the six results, and `tap` that of the three weights
  static void weight3to6(float[] u, int to, int next, float[] w, int from, int tap, int n) {
    for (int c = 0; c < n; c += L) {
      FloatVector w0 = FloatVector.fromArray(F, w, from + c);
      FloatVector w1 = FloatVector.fromArray(F, w, from + tap + c);
      FloatVector w2 = FloatVector.fromArray(F, w, from + 2 * tap + c);
      FloatVector outer = w0.add(w2).mul(-1f / 6);
      FloatVector inner = w1.mul(1f / 6);
      FloatVector outer2 = w0.mul(1f / 24).add(w2.mul(1f / 6));
      FloatVector inner2 = w1.mul(1f / 12);
      w0.mul(0.25f).intoArray(u, to + c);
      outer.sub(inner).intoArray(u, to + next + c);
      outer.add(inner).intoArray(u, to + 2 * next + c);
      outer2.add(inner2).intoArray(u, to + 3 * next + c);
      outer2.sub(inner2).intoArray(u, to + 4 * next + c);
      w2.intoArray(u, to + 5 * next + c);
    }
  }

  /// G of F(2, 3), for `n` channels, a multiple of L.
  static void weight3to4(float[] u, int to, int next, float[] w, int from, int tap, int n) {
    for (int c = 0; c < n; c += L) {
      FloatVector w0 = FloatVector.fromArray(F, w, from + c);
      FloatVector w1 = FloatVector.fromArray(F, w, from + tap + c).mul(0.5f);
      FloatVector w2 = FloatVector.fromArray(F, w, from + 2 * tap + c);
      FloatVector outer = w0.add(w2).mul(0.5f);
      w0.intoArray(u, to + c);
      outer.add(w1).intoArray(u, to + next + c);
      outer.sub(w1).intoArray(u, to + 2 * next + c);
      w2.intoArray(u, to + 3 * next + c);
    }
  }

  /// Gᵀ of F(4, 3), for `n` channels, a multiple of L.
  static void weightGradient6to3(float[] w, int to, int tap, float[] s, int from, int next, int n) {
    for (int c = 0; c < n; c += L) {
      FloatVector s1 = FloatVector.fromArray(F, s, from + next + c);
      FloatVector s2 = FloatVector.fromArray(F, s, from + 2 * next + c);
      FloatVector s3 = FloatVector.fromArray(F, s, from + 3 * next + c);
      FloatVector s4 = FloatVector.fromArray(F, s, from + 4 * next + c);
      FloatVector inner = s1.add(s2).mul(-1f / 6);
      FloatVector outer = s3.add(s4);
      FloatVector first = FloatVector.fromArray(F, s, from + c).mul(0.25f);
      outer.mul(1f / 24).add(inner).add(first).intoArray(w, to + c);
      s3.sub(s4).mul(1f / 12).sub(s1.sub(s2).mul(1f / 6)).intoArray(w, to + tap + c);
      FloatVector last = FloatVector.fromArray(F, s, from + 5 * next + c);
      outer.mul(1f / 6).add(inner).add(last).intoArray(w, to + 2 * tap + c);
    }
  }

  /// Gᵀ of F(2, 3), for `n` channels, a multiple of L; the last of the four has the opposite sign.
  static void weightGradient4to3(float[] w, int to, int tap, float[] s, int from, int next, int n) {
    for (int c = 0; c < n; c += L) {
      FloatVector s1 = FloatVector.fromArray(F, s, from + next + c);
      FloatVector s2 = FloatVector.fromArray(F, s, from + 2 * next + c);
      FloatVector sum = s1.add(s2).mul(0.5f);
      sum.add(FloatVector.fromArray(F, s, from + c)).intoArray(w, to + c);
      s1.sub(s2).mul(0.5f).intoArray(w, to + tap + c);
      FloatVector last = FloatVector.fromArray(F, s, from + 3 * next + c);
      sum.sub(last).intoArray(w, to + 2 * tap + c);
    }
  }
}
