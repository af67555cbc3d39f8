package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.AttentionGeometry;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;

/// Scaled dot-product attention, a head of one batch entry at a time, and of that up to QUERIES
/// queries at a time: their scores never leave the cache. The thread's scratch memory holds the
/// head's keys and values as the products read them (see [AttentionHeadKernels]), padded to whole
/// vectors, and the scores and partial outputs of QUERIES queries.
final class AttentionHeads {
  private static final int QUERIES = 32;

  private final AttentionGeometry g;
  private final HostBuffer lengths;
  private final int tokens;
  private final int dim;
  private final int keys;
  private final int map;

  /// @param lengths how many keys each batch entry has, or null
  AttentionHeads(AttentionGeometry g, HostBuffer lengths) {
    this.g = g;
    this.lengths = lengths;
    tokens = g.keys();
    dim = GemmTile.roundUp(g.headDim(), MathKernels.STEP);
    keys = SoftmaxKernels.padded(tokens);
    map = g.queries() * tokens;
  }

  void run(WorkerPool pool, int products, WorkerPool.Task head) {
    int heads = g.batch() * g.heads();
    pool.run(heads, (long) products * heads * map * dim / L, head);
  }

  /// How many keys the query sees, the first ones. Work on those behind is left out: of a causal
  /// mask's blocks, about half.
  private int seen(int head, int query) {
    int known = tokens;
    if (lengths != null) {
      known = (int) lengths.array()[lengths.offset() + head / g.heads()];
      known = Math.clamp(known, 0, tokens);
    }
    return g.causal() ? Math.min(known, query + 1) : known;
  }

  /// Where tokens of `distance` floats each have the columns of a head, in a buffer of `count`
  /// tokens for each batch entry.
  private int columns(HostBuffer buffer, int head, int count, int distance) {
    return buffer.offset() + head / g.heads() * count * distance + head % g.heads() * g.headDim();
  }

  private int atQuery(HostBuffer buffer, int head, int distance) {
    return columns(buffer, head, g.queries(), distance);
  }

  private int atKey(HostBuffer buffer, int head) {
    return columns(buffer, head, tokens, g.token());
  }

  void forward(
      int head,
      HostBuffer out,
      HostBuffer probs,
      HostBuffer q,
      HostBuffer k,
      HostBuffer v,
      HostBuffer mask,
      Scratch mine) {
    float[] transposed = mine.floats(Use.INPUT, (long) g.headDim() * keys);
    float[] values = mine.floats(Use.ROWS, (long) tokens * dim);
    float[] scores = mine.floats(Use.TILES, (long) QUERIES * keys);
    float[] rows = mine.floats(Use.PRODUCTS, (long) QUERIES * dim);
    transpose(transposed, k.array(), atKey(k, head));
    AttentionHeadKernels.pad(
        values, dim, v.array(), atKey(v, head), g.token(), tokens, g.headDim());
    int from = atQuery(q, head, g.token());
    int to = atQuery(out, head, g.embed());
    for (int i = 0; i < g.queries(); i += QUERIES) {
      int n = Math.min(QUERIES, g.queries() - i);
      int seen = seen(head, i + n - 1);
      int width = SoftmaxKernels.padded(seen);
      int first = from + i * g.token();
      AttentionHeadKernels.product(
          scores, keys, width, q.array(), first, g.token(), 1, n, g.headDim(), transposed);
      for (int r = 0; r < n; r++) {
        int at = probs.offset() + head * map + (i + r) * tokens;
        if (seen > 0) {
          softmax(scores, r * keys, mask, head, i + r, seen, width, mine);
          System.arraycopy(scores, r * keys, probs.array(), at, seen);
        }
        Arrays.fill(probs.array(), at + seen, at + tokens, 0f);
      }
      AttentionHeadKernels.product(rows, dim, dim, scores, 0, keys, 1, n, seen, values);
      AttentionHeadKernels.unpad(
          out.array(), to + i * g.embed(), g.embed(), rows, dim, n, g.headDim(), 1);
    }
  }

  /// Keys or values, token after token, to [headDim, keys], where the tokens beyond the last are 0.
  private void transpose(float[] transposed, float[] x, int at) {
    int d = g.headDim();
    GemmPackingKernels.transpose(transposed, 0, keys, x, at, g.token(), d, tokens);
    for (int i = 0; i < d; i++) {
      Arrays.fill(transposed, i * keys + tokens, (i + 1) * keys, 0f);
    }
  }

  /// The shares of one query, of which the first `cols` scores are at hand, padded to `width`.
  private void softmax(
      float[] scores,
      int at,
      HostBuffer mask,
      int head,
      int query,
      int cols,
      int width,
      Scratch mine) {
    int seen = seen(head, query);
    for (int i = at; i < at + seen; i++) {
      scores[i] *= g.scale();
    }
    if (mask != null) {
      int entry = g.maskBatch() == 1 ? 0 : head / g.heads();
      int from = mask.offset() + entry * map + query * tokens;
      for (int i = 0; i < seen; i++) {
        scores[at + i] += mask.array()[from + i];
      }
    }
    Arrays.fill(scores, at + seen, at + width, Float.NEGATIVE_INFINITY);
    SoftmaxKernels.row(scores, at, cols, width, mine.lanes());
  }

  void backward(
      int head,
      HostBuffer dq,
      HostBuffer dk,
      HostBuffer dv,
      HostBuffer dout,
      HostBuffer probs,
      HostBuffer q,
      HostBuffer k,
      HostBuffer v,
      Scratch mine) {
    int d = g.headDim();
    float[] transposed = mine.floats(Use.INPUT, (long) d * keys);
    float[] padded = mine.floats(Use.ROWS, (long) tokens * dim);
    float[] scores = mine.floats(Use.TILES, (long) QUERIES * keys);
    float[] rows = mine.floats(Use.PRODUCTS, (long) QUERIES * dim);
    float[] keySums = mine.floats(Use.PARTIAL, (long) tokens * dim);
    float[] valueSums = mine.floats(Use.STATE, (long) tokens * dim);
    transpose(transposed, v.array(), atKey(v, head));
    AttentionHeadKernels.pad(padded, dim, k.array(), atKey(k, head), g.token(), tokens, d);
    Arrays.fill(keySums, 0, tokens * dim, 0f);
    Arrays.fill(valueSums, 0, tokens * dim, 0f);
    int from = atQuery(q, head, g.token());
    int up = atQuery(dout, head, g.embed());
    for (int i = 0; i < g.queries(); i += QUERIES) {
      int n = Math.min(QUERIES, g.queries() - i);
      int seen = seen(head, i + n - 1);
      int width = SoftmaxKernels.padded(seen);
      int row = up + i * g.embed();
      int at = probs.offset() + head * map + i * tokens;
      AttentionHeadKernels.pad(rows, dim, dout.array(), row, g.embed(), n, d);
      AttentionHeadKernels.add(valueSums, dim, dim, probs.array(), at, 1, tokens, seen, n, rows);
      AttentionHeadKernels.product(
          scores, keys, width, dout.array(), row, g.embed(), 1, n, d, transposed);
      for (int r = 0; r < n; r++) {
        int p = at + r * tokens;
        SoftmaxKernels.rowGradient(
            scores, r * keys, scores, r * keys, probs.array(), p, seen, mine.lanes());
      }
      AttentionHeadKernels.product(rows, dim, dim, scores, 0, keys, 1, n, seen, padded);
      int query = atQuery(dq, head, g.token()) + i * g.token();
      AttentionHeadKernels.unpad(dq.array(), query, g.token(), rows, dim, n, d, g.scale());
      AttentionHeadKernels.pad(rows, dim, q.array(), from + i * g.token(), g.token(), n, d);
      AttentionHeadKernels.add(keySums, dim, dim, scores, 0, 1, keys, seen, n, rows);
    }
    int token = g.token();
    AttentionHeadKernels.unpad(
        dk.array(), atKey(dk, head), token, keySums, dim, tokens, d, g.scale());
    AttentionHeadKernels.unpad(dv.array(), atKey(dv, head), token, valueSums, dim, tokens, d, 1);
  }
}
