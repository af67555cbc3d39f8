package dev.tenor.bench.cases;

import dev.tenor.engine.backend.AttentionGeometry;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import java.util.Map;

/// Self-attention of some tokens, without a mask and dropout, or its gradient.
record AttentionCase(boolean backward, int batch, int tokens, int heads, int headDim)
    implements Case {
  @Override
  public String family() {
    return "attention";
  }

  @Override
  public String name() {
    return backward ? "gradient" : "forward";
  }

  @Override
  public Map<String, String> shape() {
    return Case.shape("batch", batch, "tokens", tokens, "heads", heads, "dim", headDim);
  }

  private AttentionGeometry geometry() {
    return new AttentionGeometry(
        batch, tokens, tokens, heads, headDim, 0, heads * headDim, false, 0, 0, 0);
  }

  private int numel() {
    return batch * tokens * heads * headDim;
  }

  /// That of the products: two forward, four backward.
  @Override
  public double flop() {
    return (backward ? 8.0 : 4.0) * geometry().scores() * headDim;
  }

  /// Backward reads the probabilities, which forward writes.
  @Override
  public double bytes() {
    return 4.0 * ((backward ? 7.0 : 4.0) * numel() + geometry().scores());
  }

  @Override
  public Work prepare(Backend backend) {
    AttentionGeometry g = geometry();
    Operands o = new Operands(backend);
    Buffer q = o.normal("attention q", numel());
    Buffer k = o.normal("attention k", numel());
    Buffer v = o.normal("attention v", numel());
    if (!backward) {
      Buffer probs = o.filled(0, g.scores());
      Buffer out = o.output("out", numel());
      return o.work(() -> backend.attention().forward(out, probs, q, k, v, null, null, null, g));
    }
    Buffer probs = o.filled(1f / tokens, g.scores());
    Buffer scratch = o.filled(0, g.scores());
    Buffer dout = o.normal("attention dout", numel());
    Buffer dq = o.output("dq", numel());
    Buffer dk = o.output("dk", numel());
    Buffer dv = o.output("dv", numel());
    return o.work(
        () -> backend.attention().backward(dq, dk, dv, dout, probs, q, k, v, null, scratch, g));
  }
}
