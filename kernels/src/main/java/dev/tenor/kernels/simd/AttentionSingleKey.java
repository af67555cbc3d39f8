package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.AttentionGeometry;
import dev.tenor.engine.backend.host.HostBuffer;

/// Attention to one key, as where each sequence is one token: its share is 1, or 0 if the mask
/// hides it. The scores are looked at only because NaN must stay NaN.
final class AttentionSingleKey {
  private AttentionSingleKey() {}

  /// See [dev.tenor.engine.backend.Attention#forward].
  static void forward(
      HostBuffer out,
      HostBuffer probs,
      HostBuffer q,
      HostBuffer k,
      HostBuffer v,
      HostBuffer mask,
      AttentionGeometry g) {
    int d = g.headDim();
    for (int i = 0; i < g.batch() * g.queries() * g.heads(); i++) {
      int head = i % g.heads();
      int query = i / g.heads();
      int entry = query / g.queries();
      int row = query % g.queries();
      int key = entry * g.token() + head * d;
      float score = g.scale() * dot(q, query * g.token() + head * d, k, key, d);
      if (mask != null) {
        score += mask.array()[mask.offset() + (g.maskBatch() == 1 ? row : query)];
      }
      float share = score == Float.NEGATIVE_INFINITY ? 0 : 1 + (score - score);
      probs.array()[probs.offset() + (entry * g.heads() + head) * g.queries() + row] = share;
      multiply(out, query * g.embed() + head * d, share, v, key, d);
    }
  }

  /// See [dev.tenor.engine.backend.Attention#backward]; for one query.
  static void backward(
      HostBuffer dq,
      HostBuffer dk,
      HostBuffer dv,
      HostBuffer dout,
      HostBuffer probs,
      HostBuffer q,
      HostBuffer k,
      HostBuffer v,
      AttentionGeometry g) {
    int d = g.headDim();
    for (int i = 0; i < g.batch() * g.heads(); i++) {
      int at = i / g.heads() * g.token() + i % g.heads() * d;
      float share = probs.array()[probs.offset() + i];
      float gradient = dot(dout, i * d, v, at, d);
      gradient = g.scale() * share * (gradient - share * gradient);
      multiply(dv, at, share, dout, i * d, d);
      multiply(dq, at, gradient, k, at, d);
      multiply(dk, at, gradient, q, at, d);
    }
  }

  private static float dot(HostBuffer a, int ao, HostBuffer b, int bo, int n) {
    float[] x = a.array();
    float[] y = b.array();
    float sum = 0;
    for (int i = 0; i < n; i++) {
      sum = Math.fma(x[a.offset() + ao + i], y[b.offset() + bo + i], sum);
    }
    return sum;
  }

  private static void multiply(HostBuffer y, int yo, float scale, HostBuffer x, int xo, int n) {
    float[] to = y.array();
    float[] from = x.array();
    for (int i = 0; i < n; i++) {
      to[y.offset() + yo + i] = scale * from[x.offset() + xo + i];
    }
  }
}
