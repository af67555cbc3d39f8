package dev.tenor.engine.backend;

import dev.tenor.engine.backend.GemmGeometry.Stride;

/// Attention composed of products and softmax: the specification of [Attention], and the default of
/// every backend.
public final class ComposedAttention<B extends Buffer> implements Attention<B> {
  private final Gemm<B> gemm;
  private final Softmax<B> softmax;
  private final Elementwise<B> elementwise;

  public ComposedAttention(Gemm<B> gemm, Softmax<B> softmax, Elementwise<B> elementwise) {
    this.gemm = gemm;
    this.softmax = softmax;
    this.elementwise = elementwise;
  }

  @Override
  public void forward(
      B out, B probs, B q, B k, B v, B mask, B lengths, B scratch, AttentionGeometry g) {
    gemm.gemm(scores(g, g.token()), probs, q, k, g.scale(), 0);
    int map = g.queries() * g.keys();
    if (g.maskBatch() == 1) {
      elementwise.binaryBroadcast(BinaryFn.ADD, probs, probs, mask, 1, g.batch() * g.heads(), map);
    } else if (g.maskBatch() > 1) {
      elementwise.binaryBroadcast(BinaryFn.ADD, probs, probs, mask, g.batch(), g.heads(), map);
    }
    if (g.causal() || lengths != null) {
      softmax.hide(probs, lengths, g);
    }
    softmax.forward(probs, probs, g.batch() * g.heads() * g.queries(), g.keys());
    gemm.gemm(context(g, g.embed()), out, dropped(scratch, probs, g), v, 1, 0);
  }

  /// The shares that are left: `probs` itself without dropout, else `scratch`.
  private B dropped(B scratch, B probs, AttentionGeometry g) {
    if (g.dropout() == 0) {
      return probs;
    }
    elementwise.dropout(scratch, probs, g.dropout(), g.key(), g.stream(), g.scores());
    return scratch;
  }

  @Override
  public void backward(
      B dq, B dk, B dv, B dout, B probs, B q, B k, B v, B lengths, B scratch, AttentionGeometry g) {
    gemm.gemm(keyGradient(g, g.embed()), dv, dropped(scratch, probs, g), dout, 1, 0);
    gemm.gemm(scores(g, g.embed()), scratch, dout, v, 1, 0);
    dropped(scratch, scratch, g);
    softmax.backward(scratch, scratch, probs, g.batch() * g.heads() * g.queries(), g.keys());
    gemm.gemm(context(g, g.token()), dq, scratch, k, g.scale(), 0);
    gemm.gemm(keyGradient(g, g.token()), dk, scratch, q, g.scale(), 0);
  }

  /// [Tq,D]·[Tk,D]ᵀ → [Tq,Tk] for each batch entry and head, of queries `token` floats apart.
  private static GemmGeometry scores(AttentionGeometry g, int token) {
    return GemmGeometry.of(false, true, g.queries(), g.keys(), g.headDim())
        .leading(token, g.token(), g.keys())
        .batched(g.batch(), g.heads(), tokens(g.queries(), token, g), keys(g), maps(g));
  }

  /// [Tq,Tk]·[Tk,D] → [Tq,D], whose rows are `token` floats apart.
  private static GemmGeometry context(AttentionGeometry g, int token) {
    return GemmGeometry.of(false, false, g.queries(), g.headDim(), g.keys())
        .leading(g.keys(), g.token(), token)
        .batched(g.batch(), g.heads(), maps(g), keys(g), tokens(g.queries(), token, g));
  }

  /// [Tq,Tk]ᵀ·[Tq,D] → [Tk,D], where the rows of the second factor are `token` floats apart.
  private static GemmGeometry keyGradient(AttentionGeometry g, int token) {
    return GemmGeometry.of(true, false, g.keys(), g.headDim(), g.queries())
        .leading(g.keys(), token, g.token())
        .batched(g.batch(), g.heads(), maps(g), tokens(g.queries(), token, g), keys(g));
  }

  private static Stride tokens(int count, int token, AttentionGeometry g) {
    return new Stride(count * token, g.headDim());
  }

  private static Stride keys(AttentionGeometry g) {
    return tokens(g.keys(), g.token(), g);
  }

  private static Stride maps(AttentionGeometry g) {
    int map = g.queries() * g.keys();
    return new Stride(g.heads() * map, map);
  }
}
