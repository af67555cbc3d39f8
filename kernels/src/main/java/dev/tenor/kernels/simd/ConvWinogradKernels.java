package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;

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
/// All are loops over arrays, for a vector of channels. A tile's 6×4 positions are a matrix in the
/// order of rows, each `next` floats from the one before.
final class ConvWinogradKernels {
  private ConvWinogradKernels() {}

  /// Rows 0 and 5 of Bᵀ of F(4, 3), which are the same one row of the image apart, and Bᵀ of F(2,
  /// 3) along them, for the tiles of an image `width` pixels wide.
  ///
  /// @param next the distance of the four positions written, and `step` that of the tiles
  /// @param row the distance of the rows read, and `channels` that of their pixels
  static void inputOuter(
      float[] v, int vo, int next, int step, float[] x, int xo, int row, int channels, int width) {
    FloatVector four = FloatVector.broadcast(F, 4f);
    FloatVector minus5 = FloatVector.broadcast(F, -5f);
    FloatVector a = FloatVector.zero(F); // the column left of the image
    FloatVector b = FloatVector.fromArray(F, x, xo + 4 * row);
    b = FloatVector.fromArray(F, x, xo + 2 * row).fma(minus5, b);
    b = FloatVector.fromArray(F, x, xo).fma(four, b);
    int from = xo + channels;
    int to = vo;
    for (int t = 0; t < (width - 1) / 2; t++) {
      FloatVector c = FloatVector.fromArray(F, x, from + 4 * row);
      c = FloatVector.fromArray(F, x, from + 2 * row).fma(minus5, c);
      c = FloatVector.fromArray(F, x, from).fma(four, c);
      from += channels;
      FloatVector d = FloatVector.fromArray(F, x, from + 4 * row);
      d = FloatVector.fromArray(F, x, from + 2 * row).fma(minus5, d);
      d = FloatVector.fromArray(F, x, from).fma(four, d);
      from += channels;
      a.sub(c).intoArray(v, to);
      c.add(b).intoArray(v, to + next);
      c.sub(b).intoArray(v, to + 2 * next);
      b.sub(d).intoArray(v, to + 3 * next);
      to += step;
      a = c;
      b = d;
    }
    FloatVector c = FloatVector.zero(F);
    if (width % 2 == 0) {
      c = FloatVector.fromArray(F, x, from + 4 * row);
      c = FloatVector.fromArray(F, x, from + 2 * row).fma(minus5, c);
      c = FloatVector.fromArray(F, x, from).fma(four, c);
    }
    a.sub(c).intoArray(v, to);
    c.add(b).intoArray(v, to + next);
    c.sub(b).intoArray(v, to + 2 * next);
    b.intoArray(v, to + 3 * next);
  }

  /// Rows 1 and 2 of Bᵀ of F(4, 3), or 3 and 4, and Bᵀ of F(2, 3) along them: the sum and the
  /// difference of x₄ − even·x₂ and odd·x₃ + first·x₁, where x is the input from `xo` on.
  ///
  /// @param next the distance of the eight positions written, and `step` that of the tiles
  /// @param row the distance of the rows read, and `channels` that of their pixels
  static void inputInner(
      float[] v,
      int vo,
      int next,
      int step,
      float[] x,
      int xo,
      int row,
      int channels,
      int width,
      float even,
      float odd,
      float first) {
    FloatVector f2 = FloatVector.broadcast(F, -even);
    FloatVector f3 = FloatVector.broadcast(F, odd);
    FloatVector f1 = FloatVector.broadcast(F, first);
    FloatVector a0 = FloatVector.zero(F); // the column left of the image
    FloatVector a1 = a0;
    int from = xo + row;
    FloatVector e = FloatVector.fromArray(F, x, from + 3 * row);
    e = FloatVector.fromArray(F, x, from + row).fma(f2, e);
    FloatVector o = FloatVector.fromArray(F, x, from + 2 * row).mul(f3);
    o = FloatVector.fromArray(F, x, from).fma(f1, o);
    FloatVector b0 = e.add(o);
    FloatVector b1 = e.sub(o);
    from += channels;
    int to = vo;
    for (int t = 0; t < (width - 1) / 2; t++) {
      e = FloatVector.fromArray(F, x, from + 3 * row);
      e = FloatVector.fromArray(F, x, from + row).fma(f2, e);
      o = FloatVector.fromArray(F, x, from + 2 * row).mul(f3);
      o = FloatVector.fromArray(F, x, from).fma(f1, o);
      from += channels;
      FloatVector c0 = e.add(o);
      FloatVector c1 = e.sub(o);
      e = FloatVector.fromArray(F, x, from + 3 * row);
      e = FloatVector.fromArray(F, x, from + row).fma(f2, e);
      o = FloatVector.fromArray(F, x, from + 2 * row).mul(f3);
      o = FloatVector.fromArray(F, x, from).fma(f1, o);
      from += channels;
      FloatVector d0 = e.add(o);
      FloatVector d1 = e.sub(o);
      a0.sub(c0).intoArray(v, to);
      c0.add(b0).intoArray(v, to + next);
      c0.sub(b0).intoArray(v, to + 2 * next);
      b0.sub(d0).intoArray(v, to + 3 * next);
      a1.sub(c1).intoArray(v, to + 4 * next);
      c1.add(b1).intoArray(v, to + 5 * next);
      c1.sub(b1).intoArray(v, to + 6 * next);
      b1.sub(d1).intoArray(v, to + 7 * next);
      to += step;
      a0 = c0;
      a1 = c1;
      b0 = d0;
      b1 = d1;
    }
    FloatVector c0 = FloatVector.zero(F);
    FloatVector c1 = c0;
    if (width % 2 == 0) {
      e = FloatVector.fromArray(F, x, from + 3 * row);
      e = FloatVector.fromArray(F, x, from + row).fma(f2, e);
      o = FloatVector.fromArray(F, x, from + 2 * row).mul(f3);
      o = FloatVector.fromArray(F, x, from).fma(f1, o);
      c0 = e.add(o);
      c1 = e.sub(o);
    }
    a0.sub(c0).intoArray(v, to);
    c0.add(b0).intoArray(v, to + next);
    c0.sub(b0).intoArray(v, to + 2 * next);
    b0.intoArray(v, to + 3 * next);
    a1.sub(c1).intoArray(v, to + 4 * next);
    c1.add(b1).intoArray(v, to + 5 * next);
    c1.sub(b1).intoArray(v, to + 6 * next);
    b1.intoArray(v, to + 7 * next);
  }

  /// Aᵀ of F(2, 3) along a row of tiles and Aᵀ of F(4, 3) down: four rows of `width` pixels.
  ///
  /// @param row the distance of the rows written, and `channels` that of their pixels
  /// @param next the distance of the positions read, and `step` that of the tiles
  static void output(
      float[] y, int yo, int row, int channels, int width, float[] m, int mo, int next, int step) {
    for (int t = 0; t < width / 2; t++) {
      int at = mo + t * step;
      FloatVector p = FloatVector.fromArray(F, m, at + next);
      FloatVector q = FloatVector.fromArray(F, m, at + 2 * next);
      FloatVector a0 = p.add(q).add(FloatVector.fromArray(F, m, at));
      FloatVector b0 = p.sub(q).sub(FloatVector.fromArray(F, m, at + 3 * next));
      at += 4 * next;
      p = FloatVector.fromArray(F, m, at + next);
      q = FloatVector.fromArray(F, m, at + 2 * next);
      FloatVector a1 = p.add(q).add(FloatVector.fromArray(F, m, at));
      FloatVector b1 = p.sub(q).sub(FloatVector.fromArray(F, m, at + 3 * next));
      at += 4 * next;
      p = FloatVector.fromArray(F, m, at + next);
      q = FloatVector.fromArray(F, m, at + 2 * next);
      FloatVector a2 = p.add(q).add(FloatVector.fromArray(F, m, at));
      FloatVector b2 = p.sub(q).sub(FloatVector.fromArray(F, m, at + 3 * next));
      at += 4 * next;
      p = FloatVector.fromArray(F, m, at + next);
      q = FloatVector.fromArray(F, m, at + 2 * next);
      FloatVector a3 = p.add(q).add(FloatVector.fromArray(F, m, at));
      FloatVector b3 = p.sub(q).sub(FloatVector.fromArray(F, m, at + 3 * next));
      at += 4 * next;
      p = FloatVector.fromArray(F, m, at + next);
      q = FloatVector.fromArray(F, m, at + 2 * next);
      FloatVector a4 = p.add(q).add(FloatVector.fromArray(F, m, at));
      FloatVector b4 = p.sub(q).sub(FloatVector.fromArray(F, m, at + 3 * next));
      at += 4 * next;
      p = FloatVector.fromArray(F, m, at + next);
      q = FloatVector.fromArray(F, m, at + 2 * next);
      FloatVector a5 = p.add(q).add(FloatVector.fromArray(F, m, at));
      FloatVector b5 = p.sub(q).sub(FloatVector.fromArray(F, m, at + 3 * next));
      int to = yo + 2 * t * channels;
      FloatVector even = a1.add(a2);
      FloatVector odd = a1.sub(a2);
      FloatVector even2 = a3.add(a4);
      FloatVector odd2 = a3.sub(a4);
      even.add(even2).add(a0).intoArray(y, to);
      odd2.fma(FloatVector.broadcast(F, 2f), odd).intoArray(y, to + row);
      even2.fma(FloatVector.broadcast(F, 4f), even).intoArray(y, to + 2 * row);
      odd2.fma(FloatVector.broadcast(F, 8f), a5.add(odd)).intoArray(y, to + 3 * row);
      to += channels;
      even = b1.add(b2);
      odd = b1.sub(b2);
      even2 = b3.add(b4);
      odd2 = b3.sub(b4);
      even.add(even2).add(b0).intoArray(y, to);
      odd2.fma(FloatVector.broadcast(F, 2f), odd).intoArray(y, to + row);
      even2.fma(FloatVector.broadcast(F, 4f), even).intoArray(y, to + 2 * row);
      odd2.fma(FloatVector.broadcast(F, 8f), b5.add(odd)).intoArray(y, to + 3 * row);
    }
    if (width % 2 == 1) {
      lastOutput(y, yo + (width - 1) * channels, row, m, mo + width / 2 * step, next);
    }
  }

  /// [#output] for the first column of a tile.
  private static void lastOutput(float[] y, int to, int row, float[] m, int at, int next) {
    FloatVector a0 = FloatVector.fromArray(F, m, at);
    a0 =
        FloatVector.fromArray(F, m, at + next)
            .add(FloatVector.fromArray(F, m, at + 2 * next))
            .add(a0);
    at += 4 * next;
    FloatVector a1 = FloatVector.fromArray(F, m, at);
    a1 =
        FloatVector.fromArray(F, m, at + next)
            .add(FloatVector.fromArray(F, m, at + 2 * next))
            .add(a1);
    at += 4 * next;
    FloatVector a2 = FloatVector.fromArray(F, m, at);
    a2 =
        FloatVector.fromArray(F, m, at + next)
            .add(FloatVector.fromArray(F, m, at + 2 * next))
            .add(a2);
    at += 4 * next;
    FloatVector a3 = FloatVector.fromArray(F, m, at);
    a3 =
        FloatVector.fromArray(F, m, at + next)
            .add(FloatVector.fromArray(F, m, at + 2 * next))
            .add(a3);
    at += 4 * next;
    FloatVector a4 = FloatVector.fromArray(F, m, at);
    a4 =
        FloatVector.fromArray(F, m, at + next)
            .add(FloatVector.fromArray(F, m, at + 2 * next))
            .add(a4);
    at += 4 * next;
    FloatVector a5 = FloatVector.fromArray(F, m, at);
    a5 =
        FloatVector.fromArray(F, m, at + next)
            .add(FloatVector.fromArray(F, m, at + 2 * next))
            .add(a5);
    FloatVector even = a1.add(a2);
    FloatVector odd = a1.sub(a2);
    FloatVector even2 = a3.add(a4);
    FloatVector odd2 = a3.sub(a4);
    even.add(even2).add(a0).intoArray(y, to);
    odd2.fma(FloatVector.broadcast(F, 2f), odd).intoArray(y, to + row);
    even2.fma(FloatVector.broadcast(F, 4f), even).intoArray(y, to + 2 * row);
    odd2.fma(FloatVector.broadcast(F, 8f), a5.add(odd)).intoArray(y, to + 3 * row);
  }

  /// A of F(4, 3) down four rows of an image `width` pixels wide, and A of F(2, 3) along them, but
  /// with the opposite sign at the last position, which is −1 times a column only;
  /// [ConvWinogradWeightKernels#gradient4to3] puts that right.
  ///
  /// @param next the distance of the positions written, and `step` that of the tiles
  /// @param row the distance of the rows read, and `channels` that of their pixels
  static void gradient(
      float[] d,
      int to,
      int next,
      int step,
      float[] dy,
      int from,
      int row,
      int channels,
      int width) {
    FloatVector four = FloatVector.broadcast(F, 4f);
    for (int t = 0; t < width / 2; t++) {
      int at = from + 2 * t * channels;
      FloatVector y0 = FloatVector.fromArray(F, dy, at);
      FloatVector y1 = FloatVector.fromArray(F, dy, at + row);
      FloatVector y2 = FloatVector.fromArray(F, dy, at + 2 * row);
      FloatVector y3 = FloatVector.fromArray(F, dy, at + 3 * row);
      FloatVector even = y0.add(y2);
      FloatVector odd = y1.add(y3);
      FloatVector a1 = even.add(odd);
      FloatVector a2 = even.sub(odd);
      even = y2.fma(four, y0);
      odd = y3.fma(four, y1).mul(2f);
      FloatVector a3 = even.add(odd);
      FloatVector a4 = even.sub(odd);
      at += channels;
      FloatVector z0 = FloatVector.fromArray(F, dy, at);
      FloatVector z1 = FloatVector.fromArray(F, dy, at + row);
      FloatVector z2 = FloatVector.fromArray(F, dy, at + 2 * row);
      FloatVector z3 = FloatVector.fromArray(F, dy, at + 3 * row);
      even = z0.add(z2);
      odd = z1.add(z3);
      FloatVector b1 = even.add(odd);
      FloatVector b2 = even.sub(odd);
      even = z2.fma(four, z0);
      odd = z3.fma(four, z1).mul(2f);
      FloatVector b3 = even.add(odd);
      FloatVector b4 = even.sub(odd);
      at = to + t * step;
      y0.intoArray(d, at);
      y0.add(z0).intoArray(d, at + next);
      y0.sub(z0).intoArray(d, at + 2 * next);
      z0.intoArray(d, at + 3 * next);
      at += 4 * next;
      a1.intoArray(d, at);
      a1.add(b1).intoArray(d, at + next);
      a1.sub(b1).intoArray(d, at + 2 * next);
      b1.intoArray(d, at + 3 * next);
      at += 4 * next;
      a2.intoArray(d, at);
      a2.add(b2).intoArray(d, at + next);
      a2.sub(b2).intoArray(d, at + 2 * next);
      b2.intoArray(d, at + 3 * next);
      at += 4 * next;
      a3.intoArray(d, at);
      a3.add(b3).intoArray(d, at + next);
      a3.sub(b3).intoArray(d, at + 2 * next);
      b3.intoArray(d, at + 3 * next);
      at += 4 * next;
      a4.intoArray(d, at);
      a4.add(b4).intoArray(d, at + next);
      a4.sub(b4).intoArray(d, at + 2 * next);
      b4.intoArray(d, at + 3 * next);
      at += 4 * next;
      y3.intoArray(d, at);
      y3.add(z3).intoArray(d, at + next);
      y3.sub(z3).intoArray(d, at + 2 * next);
      z3.intoArray(d, at + 3 * next);
    }
    if (width % 2 == 1) {
      lastGradient(d, to + width / 2 * step, next, dy, from + (width - 1) * channels, row);
    }
  }

  /// [#gradient] for a tile whose second column lies outside of the image.
  private static void lastGradient(float[] d, int to, int next, float[] dy, int from, int row) {
    FloatVector y0 = FloatVector.fromArray(F, dy, from);
    FloatVector y1 = FloatVector.fromArray(F, dy, from + row);
    FloatVector y2 = FloatVector.fromArray(F, dy, from + 2 * row);
    FloatVector y3 = FloatVector.fromArray(F, dy, from + 3 * row);
    FloatVector even = y0.add(y2);
    FloatVector odd = y1.add(y3);
    FloatVector four = FloatVector.broadcast(F, 4f);
    FloatVector even2 = y2.fma(four, y0);
    FloatVector odd2 = y3.fma(four, y1).mul(2f);
    for (int at = to; at < to + 3 * next; at += next) {
      y0.intoArray(d, at);
      even.add(odd).intoArray(d, at + 4 * next);
      even.sub(odd).intoArray(d, at + 8 * next);
      even2.add(odd2).intoArray(d, at + 12 * next);
      even2.sub(odd2).intoArray(d, at + 16 * next);
      y3.intoArray(d, at + 20 * next);
    }
    for (int i = 0; i < 6; i++) {
      FloatVector.zero(F).intoArray(d, to + (4 * i + 3) * next);
    }
  }
}
