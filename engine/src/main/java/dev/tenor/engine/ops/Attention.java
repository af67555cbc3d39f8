package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.AttentionGeometry;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// Scaled dot-product attention of several heads (Vaswani et al. 2017, section 3.2): q [B,Tq,E], k
/// and v [B,Tk,E], and perhaps a mask [Tq,Tk] or [B,Tq,Tk] that is added to the scores (0 keeps, −∞
/// hides; it has no gradient), and lengths `[B]`. out [B,Tq,E] = dropout(softmax(q·kᵀ/√D +
/// mask))·v, head by head.
record Attention(AttentionSettings settings) implements Op {
  private static final int MASK = 3;

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
    int heads = settings.heads();
    Checks.that(
        heads > 0 && q.dim(2) % heads == 0,
        name(),
        () -> "embed dim of query " + q + " is not divisible by " + heads + " heads");
    Checks.that(
        q.dim(0) == k.dim(0) && q.dim(2) == k.dim(2),
        name(),
        () -> "query " + q + " and key " + k + " differ in batch or embed dim");
    Checks.shape(name(), "value", in.get(2), k);
    settings.check(name(), in, MASK, q.dim(0), q.dim(1), k.dim(1));
    return q;
  }

  private AttentionGeometry geometry(OpContext c) {
    Shape q = c.inShape(0);
    int keys = c.inShape(1).dim(1);
    int dim = q.dim(2) / settings.heads();
    return settings.geometry(c, MASK, q.dim(0), q.dim(1), keys, dim, q.dim(2));
  }

  @Override
  public long flops(List<Shape> in, Shape out) {
    return 4L * out.numel() * in.get(1).dim(1);
  }

  @Override
  public void forward(OpContext c) {
    AttentionGeometry g = geometry(c);
    c.backend()
        .attention()
        .forward(
            c.out(),
            c.save(g.scores()),
            c.in(0),
            c.in(1),
            c.in(2),
            settings.mask(c, MASK),
            settings.lengths(c, MASK),
            settings.scratch(c, g),
            g);
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
            settings.lengths(c, MASK),
            c.scratch(g.scores()),
            g);
  }
}
