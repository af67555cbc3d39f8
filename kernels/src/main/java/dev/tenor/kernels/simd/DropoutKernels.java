package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;
import static dev.tenor.kernels.simd.Lanes.LONGS;

import dev.tenor.engine.backend.ConvBlockGeometry;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Dropout from counter-based random bits: block i of Philox 4x32-10 (see the engine's
/// `random.Philox`) decides elements 8i … 8i + 7, with 16 bits each. The lanes of a vector of longs
/// hold one 32-bit word of as many blocks.
final class DropoutKernels {
  private static final long LOW = 0xFFFFFFFFL;
  private static final long M0 = 0xD2511F53L;
  private static final long M1 = 0xCD9E8D57L;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;

  /// How many elements one vector of blocks decides.
  private static final int STEP = 4 * L;

  /// How many elements one block of random bits decides.
  static final int BLOCK = 8;

  private DropoutKernels() {}

  /// A block's dropout for `n` of its outputs from element `first` on, both multiples of BLOCK.
  /// From `mo` on goes which of them are kept, for [#again]: BLOCK bits are one of `marks`, as an
  /// integer.
  static void apply(
      float[] y,
      int yo,
      float[] x,
      int xo,
      ConvBlockGeometry g,
      int first,
      int n,
      float[] marks,
      int mo,
      Scratch mine) {
    int threshold = threshold(g.dropout());
    float scale = scale(g.dropout());
    long block = first / BLOCK;
    int whole = n - n % STEP;
    marked(y, yo, x, xo, threshold, scale, g.key(), g.stream(), block, whole, marks, mo);
    if (whole < n) {
      int rest = n - whole;
      float[] tail = mine.floats(Scratch.Use.TAIL, STEP + STEP / BLOCK);
      System.arraycopy(x, xo + whole, tail, 0, rest);
      block += whole / BLOCK;
      marked(tail, 0, tail, 0, threshold, scale, g.key(), g.stream(), block, STEP, tail, STEP);
      System.arraycopy(tail, 0, y, yo + whole, rest);
      System.arraycopy(tail, STEP, marks, mo + whole / BLOCK, rest / BLOCK);
    }
  }

  private static void marked(
      float[] y,
      int yo,
      float[] x,
      int xo,
      int threshold,
      float scale,
      long seed,
      long stream,
      long block,
      int n,
      float[] marks,
      int mo) {
    for (int i = 0; i < n; i += STEP) {
      long kept = kept(threshold, seed, stream, block + (i >> 3));
      for (int j = 0; j < STEP; j += BLOCK) {
        marks[mo + (i + j) / BLOCK] = kept >>> j & 0xFF;
      }
      for (int j = 0; j < STEP; j += L) {
        VectorMask<Float> mask = VectorMask.fromLong(F, kept >>> j);
        FloatVector v = FloatVector.fromArray(F, x, xo + i + j).mul(scale);
        FloatVector.zero(F).blend(v, mask).intoArray(y, yo + i + j);
      }
    }
  }

  /// The dropout whose `marks` these are once more, for `n` elements, a multiple of BLOCK.
  static void again(
      float[] y, int yo, float[] x, int xo, ConvBlockGeometry g, int n, float[] marks, int mo) {
    float scale = scale(g.dropout());
    int whole = n - n % Math.max(L, BLOCK);
    for (int i = 0; i < whole; i += L) {
      int kept = (int) marks[mo + i / BLOCK] >>> i % BLOCK;
      if (L > BLOCK) {
        kept |= (int) marks[mo + i / BLOCK + 1] << BLOCK;
      }
      VectorMask<Float> mask = VectorMask.fromLong(F, kept);
      FloatVector v = FloatVector.fromArray(F, x, xo + i).mul(scale);
      FloatVector.zero(F).blend(v, mask).intoArray(y, yo + i);
    }
    for (int i = whole; i < n; i++) {
      boolean kept = ((int) marks[mo + i / BLOCK] >>> i % BLOCK & 1) != 0;
      y[yo + i] = kept ? x[xo + i] * scale : 0;
    }
  }

  static int threshold(float p) {
    return Math.round(p * 65536);
  }

  static float scale(float p) {
    return 1 / (1 - p);
  }

  /// y = x·scale where an element's bits are not below `threshold`, else 0; the first element takes
  /// the first bits of `block`.
  static void apply(
      float[] y,
      int yo,
      float[] x,
      int xo,
      int threshold,
      float scale,
      long seed,
      long stream,
      long block,
      int n,
      Scratch mine) {
    int whole = n - n % STEP;
    steps(y, yo, x, xo, threshold, scale, seed, stream, block, whole);
    if (whole < n) {
      float[] tail = mine.floats(Scratch.Use.TAIL, STEP);
      System.arraycopy(x, xo + whole, tail, 0, n - whole);
      steps(tail, 0, tail, 0, threshold, scale, seed, stream, block + (whole >> 3), STEP);
      System.arraycopy(tail, 0, y, yo + whole, n - whole);
    }
  }

  private static void steps(
      float[] y,
      int yo,
      float[] x,
      int xo,
      int threshold,
      float scale,
      long seed,
      long stream,
      long block,
      int n) {
    for (int i = 0; i < n; i += STEP) {
      long kept = kept(threshold, seed, stream, block + (i >> 3));
      for (int j = 0; j < STEP; j += L) {
        VectorMask<Float> mask = VectorMask.fromLong(F, kept >>> j);
        FloatVector v = FloatVector.fromArray(F, x, xo + i + j).mul(scale);
        FloatVector.zero(F).blend(v, mask).intoArray(y, yo + i + j);
      }
    }
  }

  /// One bit for each of STEP elements: whether it is kept.
  private static long kept(int threshold, long seed, long stream, long block) {
    if (threshold == 0) {
      return -1;
    }
    LongVector c0 =
        LongVector.broadcast(LONGS, block).addIndex(1).and(LOW); // blocks are fewer than 2³²
    LongVector c1 = LongVector.zero(LONGS);
    LongVector c2 = LongVector.broadcast(LONGS, stream & LOW);
    LongVector c3 = LongVector.broadcast(LONGS, stream >>> 32);
    // C2 takes the instruction for 32 × 32 bits where it sees that both have no more.
    LongVector m0 = LongVector.broadcast(LONGS, M0).and(LOW);
    LongVector m1 = LongVector.broadcast(LONGS, M1).and(LOW);
    int k0 = (int) seed;
    int k1 = (int) (seed >>> 32);
    for (int round = 0; round < 10; round++) {
      LongVector p0 = c0.and(LOW).mul(m0);
      LongVector p1 = c2.and(LOW).mul(m1);
      c0 = p1.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, c1);
      c0 = c0.lanewise(VectorOperators.XOR, k0 & LOW);
      c1 = p1.and(LOW);
      c2 = p0.lanewise(VectorOperators.LSHR, 32).lanewise(VectorOperators.XOR, c3);
      c2 = c2.lanewise(VectorOperators.XOR, k1 & LOW);
      c3 = p0.and(LOW);
      k0 += W0;
      k1 += W1;
    }
    // A long is now four elements: those with place 0-3 of 8, and those with place 4-7.
    LongVector low = c0.or(c1.lanewise(VectorOperators.LSHL, 32));
    LongVector high = c2.or(c3.lanewise(VectorOperators.LSHL, 32));
    short highest = (short) (threshold - 1); // that drops out; threshold ≤ 2¹⁶
    long first = low.reinterpretAsShorts().compare(VectorOperators.UGT, highest).toLong();
    long second = high.reinterpretAsShorts().compare(VectorOperators.UGT, highest).toLong();
    return Long.expand(first, 0x0F0F0F0F0F0F0F0FL) | Long.expand(second, 0xF0F0F0F0F0F0F0F0L);
  }
}
