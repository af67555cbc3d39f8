package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.GemmTile.MC;
import static dev.tenor.kernels.simd.GemmTile.MR;
import static dev.tenor.kernels.simd.GemmTile.NR;

import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;

/// C = alpha · op(A)·op(B) + beta · C, where the sums may start with a bias (with alpha = 1).
///
/// First all of op(B) is packed into panels (see [GemmPackingKernels]). Then each chunk computes up
/// to 64 rows of one matrix of C, or a part of their columns: for every block of KC products and
/// every panel, tile by tile down the rows, so that a panel's block stays in the L1 cache. A is
/// read in place; only if it is transposed is a block of it packed first: then rows are shared out
/// rather than columns, as otherwise more than one chunk would pack it.
///
/// Where C has 64 rows at most, each panel of B is needed by one chunk, which packs it for itself.
final class GemmTask implements WorkerPool.Task {
  /// How many products are added before the sums go to C. Fixed, as it decides how they are
  /// rounded.
  private static final int KC = 512;

  private final GemmGeometry g;
  private final HostBuffer a;
  private final HostBuffer c;
  private final HostBuffer b;
  private final boolean isPacked;
  private final float[] initial;
  private final float alpha;
  private final float beta;
  private final int panels;
  private final int rowsPerChunk;
  private final int rowChunks;
  private final int panelsPerChunk;
  private final int columnChunks;

  /// @param b packed by [#pack] if `isPacked`
  private GemmTask(
      WorkerPool pool,
      GemmGeometry g,
      HostBuffer c,
      HostBuffer a,
      HostBuffer b,
      boolean isPacked,
      HostBuffer bias,
      float alpha,
      float beta) {
    this.g = g;
    this.a = a;
    this.c = c;
    this.b = b;
    this.isPacked = isPacked;
    initial = GemmPackingKernels.initial(pool.shared(), bias, g.n());
    this.alpha = alpha;
    this.beta = beta;
    panels = GemmPackingKernels.panels(g.n());
    int wanted = pool.threads() == 1 ? 1 : Math.ceilDiv(4 * pool.threads(), matrices());
    int least = Math.ceilDiv(g.m(), MC);
    int byRows =
        g.transA() ? Math.min(wanted, Math.ceilDiv(g.m(), 8)) : Math.ceilDiv(wanted, panels);
    rowsPerChunk = GemmTile.roundUp(Math.ceilDiv(g.m(), Math.max(least, byRows)), MR);
    rowChunks = Math.ceilDiv(g.m(), rowsPerChunk);
    int shares = pool.threads() == 1 ? 1 : g.transA() ? wanted : 8 * wanted; // even ones
    int parts = Math.ceilDiv(shares, rowChunks);
    panelsPerChunk = Math.ceilDiv(panels, Math.min(panels, parts));
    columnChunks = Math.ceilDiv(panels, panelsPerChunk);
  }

  private static boolean isShared(GemmGeometry g) {
    return g.b().equals(GemmGeometry.Stride.NONE);
  }

  private static boolean isEmpty(GemmGeometry g) {
    return g.m() == 0 || g.n() == 0 || g.outer() == 0 || g.inner() == 0;
  }

  private static int packedMatrices(GemmGeometry g) {
    return isShared(g) ? 1 : g.outer() * g.inner();
  }

  static void gemm(
      WorkerPool pool,
      GemmGeometry g,
      HostBuffer c,
      HostBuffer a,
      HostBuffer b,
      HostBuffer bias,
      float alpha,
      float beta) {
    if (isEmpty(g)) {
      return;
    }
    if (packsItself(pool, g)) {
      new GemmTask(pool, g, c, a, b, false, bias, alpha, beta).run(pool);
      return;
    }
    int floats = Math.toIntExact(packedMatrices(g) * GemmPackingKernels.length(g.k(), g.n()));
    HostBuffer packed = pool.shared().buffer(Use.PACKED, floats);
    pack(pool, g, packed, b);
    new GemmTask(pool, g, c, a, packed, true, bias, alpha, beta).run(pool);
  }

  /// Whether each panel of B is for one chunk, and there are enough of them for all threads.
  private static boolean packsItself(WorkerPool pool, GemmGeometry g) {
    int matrices = g.outer() * g.inner();
    boolean once = !g.transA() && g.m() <= MC && (matrices == 1 || !isShared(g));
    int chunks = GemmPackingKernels.panels(g.n()) * matrices;
    return once && (pool.threads() == 1 || chunks >= 4 * pool.threads());
  }

  /// y = x·Wᵀ + bias with W packed by [#pack].
  static void packed(
      WorkerPool pool,
      GemmGeometry g,
      HostBuffer y,
      HostBuffer x,
      HostBuffer packed,
      HostBuffer bias) {
    if (!isEmpty(g)) {
      new GemmTask(pool, g, y, x, packed, true, bias, 1, 0).run(pool);
    }
  }

  /// Packs op(B), all its matrices.
  static void pack(WorkerPool pool, GemmGeometry g, HostBuffer packed, HostBuffer b) {
    int panels = GemmPackingKernels.panels(g.n());
    pool.run(
        packedMatrices(g) * panels,
        packedMatrices(g) * GemmPackingKernels.length(g.k(), g.n()),
        (chunk, mine) -> {
          int to = packed.offset() + chunk * g.k() * NR;
          pack(g, packed.array(), to, b, chunk / panels, chunk % panels);
        });
  }

  /// Packs one panel of one matrix.
  private static void pack(
      GemmGeometry g, float[] packed, int to, HostBuffer b, int matrix, int panel) {
    int from = b.offset() + start(g, matrix, g.b());
    GemmPackingKernels.panel(
        packed, to, b.array(), from, g.ldb(), g.transB(), g.k(), panel * NR, g.n());
  }

  private int matrices() {
    return g.outer() * g.inner();
  }

  private void run(WorkerPool pool) {
    long work = 2L * matrices() * g.m() * panels * g.k();
    pool.run(matrices() * rowChunks * columnChunks, work, this);
  }

  @Override
  public void run(int chunk, Scratch mine) {
    int rest = chunk / columnChunks;
    multiply(rest / rowChunks, rest % rowChunks, chunk % columnChunks, mine);
  }

  private static int start(GemmGeometry g, int matrix, GemmGeometry.Stride stride) {
    return matrix / g.inner() * stride.outer() + matrix % g.inner() * stride.inner();
  }

  private int packedAt(int matrix, int panel) {
    return b.offset() + ((isShared(g) ? 0 : matrix) * panels + panel) * g.k() * NR;
  }

  private void multiply(int matrix, int rowChunk, int columnChunk, Scratch mine) {
    int row = rowChunk * rowsPerChunk;
    int rows = Math.min(rowsPerChunk, g.m() - row);
    int firstPanel = columnChunk * panelsPerChunk;
    int endPanel = Math.min(panels, firstPanel + panelsPerChunk);
    int from = a.offset() + start(g, matrix, g.a()) + row * (g.transA() ? 1 : g.lda());
    int to = c.offset() + start(g, matrix, g.c()) + row * g.ldc();
    int[] at = mine.ints(MC + MR);
    GemmTile.offsets(at, rows, g.lda());
    for (int panel = firstPanel; panel < endPanel && !isPacked; panel++) {
      float[] packed = mine.floats(Use.ROWS, (long) g.k() * NR);
      pack(g, packed, 0, b, matrix, panel);
      for (int k0 = 0; k0 == 0 || k0 < g.k(); k0 += KC) {
        multiplyPanel(to, rows, panel, from, at, k0, packed, 0, mine);
      }
    }
    for (int k0 = 0; isPacked && (k0 == 0 || k0 < g.k()); k0 += KC) { // once for k = 0, too
      if (g.transA()) {
        float[] block = mine.floats(Use.ROWS, KC * MC);
        int length = Math.min(KC, g.k() - k0);
        GemmPackingKernels.block(block, a.array(), from + k0 * g.lda(), g.lda(), length, rows);
      }
      for (int panel = firstPanel; panel < endPanel; panel++) {
        multiplyPanel(to, rows, panel, from, at, k0, b.array(), packedAt(matrix, panel), mine);
      }
    }
  }

  /// Adds the block of products from `k0` on to the `rows` rows of one panel of C; the panel of B
  /// is at `packedAt`.
  private void multiplyPanel(
      int to,
      int rows,
      int panel,
      int rowsAt,
      int[] at,
      int k0,
      float[] packed,
      int packedAt,
      Scratch mine) {
    int column = panel * NR;
    int from = rowsAt + k0;
    int length = Math.min(KC, g.k() - k0);
    int bAt = packedAt + k0 * GemmTile.panelWidth(g.n() - column);
    boolean first = k0 == 0;
    float[] tile = GemmTile.accumulators(mine);
    int cols = Math.min(NR, g.n() - column);
    float scale = first ? beta : 1;
    if (rows == 1 && !g.transA()) {
      int init = first ? column : panels * NR; // zeros after the bias
      GemmTile.row(tile, 0, cols, initial, init, a.array(), from, length, packed, bAt);
      GemmStoreKernels.store(c.array(), to + column, g.ldc(), 1, cols, tile, alpha, scale);
      return;
    }
    int whole = 0;
    if (alpha == 1 && scale == 0) {
      whole = g.transA() ? GemmTile.whole(rows / MR * MR, cols) : GemmTile.whole(rows, cols);
    }
    float[] start = first ? initial : null;
    tiles(
        c.array(),
        to + column,
        g.ldc(),
        cols,
        start,
        column,
        from,
        at,
        0,
        whole,
        length,
        packed,
        bAt,
        mine);
    if (whole < rows) {
      int rest = GemmTile.roundUp(rows - whole, MR);
      tiles(tile, 0, NR, cols, start, column, from, at, whole, rest, length, packed, bAt, mine);
      int cAt = to + whole * g.ldc() + column;
      GemmStoreKernels.store(c.array(), cAt, g.ldc(), rows - whole, cols, tile, alpha, scale);
    }
  }

  /// Computes `count` rows, as [GemmTile#rows] or [GemmTile#columns] takes them, from row `first`
  /// of the chunk on.
  private void tiles(
      float[] to,
      int at,
      int ld,
      int cols,
      float[] init,
      int column,
      int from,
      int[] rows,
      int first,
      int count,
      int length,
      float[] packed,
      int bAt,
      Scratch mine) {
    if (g.transA()) {
      float[] block = mine.floats(Use.ROWS, KC * MC);
      GemmTile.columns(to, at, ld, cols, init, column, block, 0, first, count, length, packed, bAt);
    } else {
      GemmTile.rows(
          to, at, ld, cols, init, column, a.array(), from, rows, first, count, 1, 0, length, packed,
          bAt);
    }
  }
}
