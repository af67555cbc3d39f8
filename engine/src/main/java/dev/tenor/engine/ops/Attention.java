package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.AttentionGeometry;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// Scaled dot-product attention of several heads (Vaswani et al. 2017, section 3.2): q [B,Tq,E], k
/// and v [B,Tk,E], and perhaps a mask [Tq,Tk] or [B,Tq,Tk] that is added to the scores (0 keeps, −∞
/// hides; it has no gradient). out [B,Tq,E] = softmax(q·kᵀ/√D + mask)·v, head by head.
record Attention(int heads) implements Op {
  @Override
  public String name() {
    return "attention";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape q = in.get(0);
    Shape k = in.get(1);
    Checks.rank(name(), "query", q, 3);
    Checks.rank(name(), "key", k, 3);
    Checks.that(
        heads > 0 && q.dim(2) % heads == 0,
        name(),
        () -> "embed dim of query " + q + " is not divisible by " + heads + " heads");
    Checks.that(
        q.dim(0) == k.dim(0) && q.dim(2) == k.dim(2),
        name(),
        () -> "query " + q + " and key " + k + " differ in batch or embed dim");
    Checks.shape(name(), "value", in.get(2), k);
    if (in.size() > 3) {
      checkMask(name(), in.get(3), q.dim(0), q.dim(1), k.dim(1));
    }
    return q;
  }

  static void checkMask(String op, Shape mask, int batch, int queries, int keys) {
    Shape map = Shape.of(queries, keys);
    Shape maps = Shape.of(batch, queries, keys);
    Checks.that(
        mask.equals(map) || mask.equals(maps),
        op,
        () -> "mask is " + mask + ", not " + map + " or " + maps);
  }

  private AttentionGeometry geometry(OpContext c) {
    Shape q = c.inShape(0);
    int mask = c.inputs() < 4 ? 0 : c.inShape(3).rank() == 2 ? 1 : q.dim(0);
    return new AttentionGeometry(
        q.dim(0), q.dim(1), c.inShape(1).dim(1), heads, q.dim(2) / heads, mask, q.dim(2));
  }

  @Override
  public long flops(List<Shape> in, Shape out) {
    return 4L * out.numel() * in.get(1).dim(1);
  }

  @Override
  public void forward(OpContext c) {
    AttentionGeometry g = geometry(c);
    Buffer mask = c.inputs() > 3 ? c.in(3) : null;
    c.backend()
        .attention()
        .forward(c.out(), c.save(g.scores()), c.in(0), c.in(1), c.in(2), mask, g);
  }

  @Override
  public void backward(OpContext c) {
    AttentionGeometry g = geometry(c);
    Buffer[] grads = new Buffer[3];
    for (int i = 0; i < 3; i++) {
      grads[i] = c.needsGrad(i) ? c.gradIn(i) : c.scratch(c.inShape(i).numel());
    }
    c.backend()
        .attention()
        .backward(
            grads[0],
            grads[1],
            grads[2],
            c.gradOut(),
            c.saved(0),
            c.in(0),
            c.in(1),
            c.in(2),
            c.scratch(g.scores()),
            g);
  }
}
