package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.AttentionGeometry;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// [Attention] of a sequence to itself, where queries, keys and values lie side by side, as one
/// projection makes them: x [B,T,3·E] → [B,T,E].
record SelfAttention(AttentionSettings settings) implements Op {
  private static final int MASK = 1;

  @Override
  public String name() {
    return "self_attention";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape x = in.get(0);
    Checks.rank(name(), "input", x, 3);
    int heads = settings.heads();
    Checks.that(
        heads > 0 && x.dim(2) % (3 * heads) == 0,
        name(),
        () ->
            "last dim of " + x + " does not hold queries, keys and values of " + heads + " heads");
    settings.check(name(), in, MASK, x.dim(0), x.dim(1), x.dim(1));
    return x.with(2, x.dim(2) / 3);
  }

  private AttentionGeometry geometry(OpContext c) {
    Shape x = c.inShape(0);
    int tokens = x.dim(1);
    int headDim = x.dim(2) / (3 * settings.heads());
    return settings.geometry(c, MASK, x.dim(0), tokens, tokens, headDim, x.dim(2));
  }

  @Override
  public long flops(List<Shape> in, Shape out) {
    return 4L * out.numel() * out.dim(1);
  }

  /// Queries, keys or values (part 0, 1, 2) of a tensor that holds all three.
  private static Buffer part(Buffer packed, int part, AttentionGeometry g) {
    int from = Math.min(part * g.embed(), packed.length());
    return packed.slice(from, packed.length() - from);
  }

  @Override
  public void forward(OpContext c) {
    AttentionGeometry g = geometry(c);
    Buffer x = c.in(0);
    c.backend()
        .attention()
        .forward(
            c.out(),
            c.save(g.scores()),
            part(x, 0, g),
            part(x, 1, g),
            part(x, 2, g),
            settings.mask(c, MASK),
            settings.lengths(c, MASK),
            settings.scratch(c, g),
            g);
  }

  @Override
  public void backward(OpContext c) {
    AttentionGeometry g = geometry(c);
    Buffer x = c.in(0);
    Buffer dx = c.gradIn(0);
    c.backend()
        .attention()
        .backward(
            part(dx, 0, g),
            part(dx, 1, g),
            part(dx, 2, g),
            c.gradOut(),
            c.saved(0),
            part(x, 0, g),
            part(x, 1, g),
            part(x, 2, g),
            settings.lengths(c, MASK),
            c.scratch(g.scores()),
            g);
  }
}
