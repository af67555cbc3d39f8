package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import jdk.incubator.vector.FloatVector;

/// The transforms of Winograd's F(2×2, 3×3), for L channels at a time:
///
/// ```
///      ⎡1  0 −1  0⎤       ⎡ 1   0   0⎤
/// Bᵀ = ⎢0  1  1  0⎥   G = ⎢ ½   ½   ½⎥   Aᵀ = ⎡1  1  1  0⎤
///      ⎢0 −1  1  0⎥       ⎢ ½  −½   ½⎥        ⎣0  1 −1 −1⎦
///      ⎣0  1  0 −1⎦       ⎣ 0   0   1⎦
/// ```
///
/// Position 4·i + j is row i and column j of a transformed tile.
final class WinogradKernels {
  private WinogradKernels() {}

  /// Bᵀ·d·B of a row of `tiles` tiles, whose 4×4 inputs d overlap by two columns.
  ///
  /// @param next the distance of the positions in v, and `step` that of the tiles
  static void input(
      float[] v,
      int vo,
      int next,
      int step,
      float[] x,
      int xo,
      int rowFloats,
      int channels,
      int tiles) {
    int row1 = xo + rowFloats;
    int row2 = row1 + rowFloats;
    int row3 = row2 + rowFloats;
    FloatVector x1 = FloatVector.fromArray(F, x, row1);
    FloatVector x2 = FloatVector.fromArray(F, x, row2);
    FloatVector a0 = FloatVector.fromArray(F, x, xo).sub(x2);
    FloatVector b0 = x1.add(x2);
    FloatVector c0 = x2.sub(x1);
    FloatVector d0 = x1.sub(FloatVector.fromArray(F, x, row3));
    x1 = FloatVector.fromArray(F, x, row1 + channels);
    x2 = FloatVector.fromArray(F, x, row2 + channels);
    FloatVector a1 = FloatVector.fromArray(F, x, xo + channels).sub(x2);
    FloatVector b1 = x1.add(x2);
    FloatVector c1 = x2.sub(x1);
    FloatVector d1 = x1.sub(FloatVector.fromArray(F, x, row3 + channels));
    FloatVector minus = FloatVector.broadcast(F, -1f);
    for (int t = 0; t < tiles; t++) {
      int at = 2 * (t + 1) * channels;
      x1 = FloatVector.fromArray(F, x, row1 + at);
      x2 = FloatVector.fromArray(F, x, row2 + at);
      FloatVector a2 = FloatVector.fromArray(F, x, xo + at).sub(x2);
      FloatVector b2 = x1.add(x2);
      FloatVector c2 = x2.sub(x1);
      FloatVector d2 = x1.sub(FloatVector.fromArray(F, x, row3 + at));
      at += channels;
      x1 = FloatVector.fromArray(F, x, row1 + at);
      x2 = FloatVector.fromArray(F, x, row2 + at);
      FloatVector a3 = FloatVector.fromArray(F, x, xo + at).sub(x2);
      FloatVector b3 = x1.add(x2);
      FloatVector c3 = x2.sub(x1);
      FloatVector d3 = x1.sub(FloatVector.fromArray(F, x, row3 + at));
      int to = vo + t * step;
      a2.fma(minus, a0).intoArray(v, to);
      a2.add(a1).intoArray(v, to + next);
      a2.sub(a1).intoArray(v, to + 2 * next);
      a3.fma(minus, a1).intoArray(v, to + 3 * next);
      b2.fma(minus, b0).intoArray(v, to + 4 * next);
      b2.add(b1).intoArray(v, to + 5 * next);
      b2.sub(b1).intoArray(v, to + 6 * next);
      b3.fma(minus, b1).intoArray(v, to + 7 * next);
      c2.fma(minus, c0).intoArray(v, to + 8 * next);
      c2.add(c1).intoArray(v, to + 9 * next);
      c2.sub(c1).intoArray(v, to + 10 * next);
      c3.fma(minus, c1).intoArray(v, to + 11 * next);
      d2.fma(minus, d0).intoArray(v, to + 12 * next);
      d2.add(d1).intoArray(v, to + 13 * next);
      d2.sub(d1).intoArray(v, to + 14 * next);
      d3.fma(minus, d1).intoArray(v, to + 15 * next);
      a0 = a2;
      b0 = b2;
      c0 = c2;
      d0 = d2;
      a1 = a3;
      b1 = b3;
      c1 = c3;
      d1 = d3;
    }
  }

  /// y = Aᵀ·m·A of a row of tiles; `lower` says whether the lower pixels exist, and `width` which
  /// of the right ones do.
  ///
  /// @param next the distance of the positions in m, and `step` that of the tiles
  static void output(
      float[] y,
      int yo,
      int rowFloats,
      int channels,
      float[] m,
      int mo,
      int next,
      int step,
      int width,
      boolean lower) {
    for (int t = 0; 2 * t < width; t++) {
      int at = mo + t * step;
      FloatVector m1 = FloatVector.fromArray(F, m, at + next);
      FloatVector m2 = FloatVector.fromArray(F, m, at + 2 * next);
      FloatVector a0 = FloatVector.fromArray(F, m, at).add(m1).add(m2);
      FloatVector a1 = m1.sub(m2).sub(FloatVector.fromArray(F, m, at + 3 * next));
      m1 = FloatVector.fromArray(F, m, at + 5 * next);
      m2 = FloatVector.fromArray(F, m, at + 6 * next);
      FloatVector b0 = FloatVector.fromArray(F, m, at + 4 * next).add(m1).add(m2);
      FloatVector b1 = m1.sub(m2).sub(FloatVector.fromArray(F, m, at + 7 * next));
      m1 = FloatVector.fromArray(F, m, at + 9 * next);
      m2 = FloatVector.fromArray(F, m, at + 10 * next);
      FloatVector c0 = FloatVector.fromArray(F, m, at + 8 * next).add(m1).add(m2);
      FloatVector c1 = m1.sub(m2).sub(FloatVector.fromArray(F, m, at + 11 * next));
      m1 = FloatVector.fromArray(F, m, at + 13 * next);
      m2 = FloatVector.fromArray(F, m, at + 14 * next);
      FloatVector d0 = FloatVector.fromArray(F, m, at + 12 * next).add(m1).add(m2);
      FloatVector d1 = m1.sub(m2).sub(FloatVector.fromArray(F, m, at + 15 * next));
      int to = yo + 2 * t * channels;
      boolean right = 2 * t + 1 < width;
      a0.add(b0).add(c0).intoArray(y, to);
      if (right) {
        a1.add(b1).add(c1).intoArray(y, to + channels);
      }
      if (lower) {
        b0.sub(c0).sub(d0).intoArray(y, to + rowFloats);
        if (right) {
          b1.sub(c1).sub(d1).intoArray(y, to + rowFloats + channels);
        }
      }
    }
  }

  /// G times a column of three: to[0 … 3] = G·from[0 … 2], for `n` channels, a multiple of L.
  ///
  /// @param toStep the distance of the four results, and `fromStep` that of the three
  static void weight(
      float[] to, int at, int toStep, float[] from, int fromAt, int fromStep, int n) {
    for (int c = 0; c < n; c += L) {
      FloatVector w0 = FloatVector.fromArray(F, from, fromAt + c);
      FloatVector w1 = FloatVector.fromArray(F, from, fromAt + fromStep + c).mul(0.5f);
      FloatVector w2 = FloatVector.fromArray(F, from, fromAt + 2 * fromStep + c);
      FloatVector outer = w0.add(w2).mul(0.5f);
      w0.intoArray(to, at + c);
      outer.add(w1).intoArray(to, at + toStep + c);
      outer.sub(w1).intoArray(to, at + 2 * toStep + c);
      w2.intoArray(to, at + 3 * toStep + c);
    }
  }

  /// A·dy·Aᵀ of a row of tiles of dy, but with the opposite sign in the last row and in the last
  /// column, where A has −1 only; [#weightGradient] puts that right.
  ///
  /// @param next the distance of the positions in d, and `step` that of the tiles
  static void gradient(
      float[] d,
      int to,
      int next,
      int step,
      float[] dy,
      int from,
      int rowFloats,
      int channels,
      int tiles) {
    for (int t = 0; t < tiles; t++) {
      int at = from + 2 * t * channels;
      FloatVector a = FloatVector.fromArray(F, dy, at);
      FloatVector b = FloatVector.fromArray(F, dy, at + channels);
      FloatVector c = FloatVector.fromArray(F, dy, at + rowFloats);
      FloatVector e = FloatVector.fromArray(F, dy, at + rowFloats + channels);
      FloatVector p = a.add(c);
      FloatVector q = b.add(e);
      FloatVector r = a.sub(c);
      FloatVector s = b.sub(e);
      a.intoArray(d, to);
      a.add(b).intoArray(d, to + next);
      a.sub(b).intoArray(d, to + 2 * next);
      b.intoArray(d, to + 3 * next);
      p.intoArray(d, to + 4 * next);
      p.add(q).intoArray(d, to + 5 * next);
      p.sub(q).intoArray(d, to + 6 * next);
      q.intoArray(d, to + 7 * next);
      r.intoArray(d, to + 8 * next);
      r.add(s).intoArray(d, to + 9 * next);
      r.sub(s).intoArray(d, to + 10 * next);
      s.intoArray(d, to + 11 * next);
      c.intoArray(d, to + 12 * next);
      c.add(e).intoArray(d, to + 13 * next);
      c.sub(e).intoArray(d, to + 14 * next);
      e.intoArray(d, to + 15 * next);
      to += step;
    }
  }

  /// Gᵀ times a column of four, the last of which has the opposite sign: to[0 … 2] = Gᵀ·from[0 …
  /// 3], for `n` channels, a multiple of L.
  ///
  /// @param toStep the distance of the three results, and `fromStep` that of the four
  static void weightGradient(
      float[] to, int at, int toStep, float[] from, int fromAt, int fromStep, int n) {
    for (int c = 0; c < n; c += L) {
      FloatVector m1 = FloatVector.fromArray(F, from, fromAt + fromStep + c);
      FloatVector m2 = FloatVector.fromArray(F, from, fromAt + 2 * fromStep + c);
      FloatVector sum = m1.add(m2).mul(0.5f);
      sum.add(FloatVector.fromArray(F, from, fromAt + c)).intoArray(to, at + c);
      m1.sub(m2).mul(0.5f).intoArray(to, at + toStep + c);
      sum.sub(FloatVector.fromArray(F, from, fromAt + 3 * fromStep + c))
          .intoArray(to, at + 2 * toStep + c);
    }
  }
}
