package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.GemmTile.MR;
import static dev.tenor.kernels.simd.GemmTile.NR;
import static dev.tenor.kernels.simd.Lanes.L;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.tenor.engine.backend.PoolGeometry;
import dev.tenor.engine.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The plain loops give the bits of the loops over vectors.
class PlainKernelsTest {
  private static final int GROUP = 3;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 40})
  void rowsOfAProduct(int k) {
    for (int cols : new int[] {1, L, L + 1, NR}) {
      for (int count : new int[] {MR, MR == 8 ? 16 : 10, 48}) {
        rows(k, cols, count, null);
        rows(k, cols, count, normal(3, NR));
      }
    }
  }

  private static void rows(int k, int cols, int count, float[] init) {
    int segments = 2;
    float[] a = normal(1, segments * k * (count + MR) + 1);
    float[] b = normal(2, segments * k * NR);
    int[] at = new int[count + MR];
    GemmTile.offsets(at, count, k);
    float[] y = new float[count * NR];
    float[] plain = new float[count * NR];
    int stride = k * count;
    GemmTile.rows(y, 0, NR, cols, init, 0, a, 1, at, 0, count, segments, stride, k, b, 0);
    PlainKernels.rows(plain, 0, NR, cols, init, 0, a, 1, at, 0, count, segments, stride, k, b, 0);
    assertArrayEquals(y, plain);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 40})
  void columnsOfAProduct(int k) {
    float[] a = normal(1, GROUP * k * L);
    float[] b = normal(2, k * NR);
    float[] init = normal(3, NR);
    for (int cols : new int[] {1, L, L + 1, NR}) {
      int rows = GROUP * L - MR;
      float[] y = new float[rows * NR];
      float[] plain = new float[rows * NR];
      GemmTile.columns(y, 0, NR, cols, init, 0, a, 0, MR, rows, k, b, 0);
      PlainKernels.columns(plain, 0, NR, cols, init, 0, a, 0, MR, rows, k, b, 0);
      assertArrayEquals(y, plain);
    }
  }

  @Test
  void oneRowOfAProduct() {
    int k = 33;
    float[] a = normal(1, k);
    float[] b = normal(2, k * NR);
    float[] init = normal(3, NR);
    for (int cols : new int[] {1, L, L + 1, NR}) {
      float[] y = new float[NR];
      float[] plain = new float[NR];
      GemmTile.row(y, 0, cols, init, 0, a, 0, k, b, 0);
      PlainKernels.row(plain, 0, cols, init, 0, a, 0, k, b, 0);
      assertArrayEquals(y, plain);
    }
  }

  @Test
  void functions() {
    float[] x = arguments();
    int n = x.length;
    float[] y = new float[n];
    float[] plain = new float[n];
    float[] temp = new float[n];
    UnaryKernels.sigmoid(y, 0, x, 0, n, temp);
    PlainKernels.sigmoid(plain, 0, x, 0, n);
    assertArrayEquals(y, plain);
    UnaryKernels.tanh(y, 0, x, 0, n, temp);
    PlainKernels.tanh(plain, 0, x, 0, n);
    assertArrayEquals(y, plain);
    for (int i = 0; i < n; i++) {
      x[i] = -Math.abs(x[i]);
    }
    MathKernels.expm1(y, 0, x, 0, n);
    PlainKernels.expm1(plain, 0, x, 0, n);
    assertArrayEquals(y, plain);
  }

  /// Of every magnitude, and what is special.
  private static float[] arguments() {
    float[] x = normal(1, 64 * NR);
    for (int i = 0; i < x.length; i++) {
      x[i] *= (float) Math.pow(2, i % 40 - 30);
    }
    float[] special = {
      0f,
      -0f,
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      88.72283f,
      88.72284f,
      -86.64339f,
      -86.6434f,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.MAX_VALUE,
      -Float.MAX_VALUE
    };
    System.arraycopy(special, 0, x, 0, special.length);
    return x;
  }

  @Test
  void meansOfWindows() {
    int cols = 3 * L;
    PoolGeometry g = new PoolGeometry(1, 2, 7, cols, 2, 2, 2, 2, 0, 0);
    float[] u = normal(1, 2 * 7 * cols);
    u[5] = 0;
    u[6] = -0f;
    u[7] = Float.NaN;
    float[] e = normal(2, 2 * 7 * cols);
    float[] y = new float[3 * cols];
    float[] plain = new float[3 * cols];
    for (int c = 0; c < cols; c += L) {
      ConvBlockWindowKernels.means(y, c, u, c, e, c, g);
    }
    PlainKernels.means(plain, 0, u, 0, e, 0, g);
    assertArrayEquals(y, plain);
  }

  private static float[] normal(int seed, int n) {
    RandomStream random = RandomStream.of(seed, "plain");
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
