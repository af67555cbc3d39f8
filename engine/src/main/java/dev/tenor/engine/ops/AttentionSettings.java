package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.AttentionGeometry;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// What the two attention ops share: their settings, and the inputs behind queries, keys and
/// values: the mask that is added, if `scores`, and the lengths, if `padded`.
record AttentionSettings(
    int heads,
    boolean causal,
    boolean scores,
    boolean padded,
    float dropout,
    long key,
    long stream) {

  AttentionSettings {
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("attention: dropout = " + dropout + " is not in [0, 1)");
    }
  }

  static AttentionSettings of(Pass pass, AttentionMask mask, int heads, float dropout) {
    boolean drops = pass.training() && dropout != 0;
    return new AttentionSettings(
        heads,
        mask.causal(),
        mask.scores() != null,
        mask.lengths() != null,
        pass.training() ? dropout : 0,
        drops ? pass.dropoutKey() : 0,
        drops ? pass.nextStream() : 0);
  }

  /// `first` and behind it what the mask consists of.
  static Tensor[] inputs(String op, AttentionMask mask, Tensor... first) {
    List<Tensor> inputs = new ArrayList<>(List.of(first));
    for (Tensor more : new Tensor[] {mask.scores(), mask.lengths()}) {
      if (more != null) {
        Checks.noGradient(op, "mask", more);
        inputs.add(more);
      }
    }
    return inputs.toArray(Tensor[]::new);
  }

  /// Checks the inputs from `at` on.
  void check(String op, List<Shape> in, int at, int batch, int queries, int keys) {
    if (scores) {
      Shape mask = in.get(at);
      Shape map = Shape.of(queries, keys);
      Shape maps = Shape.of(batch, queries, keys);
      Checks.that(
          mask.equals(map) || mask.equals(maps),
          op,
          () -> "mask is " + mask + ", not " + map + " or " + maps);
    }
    if (padded) {
      Checks.shape(op, "lengths", in.get(at + (scores ? 1 : 0)), Shape.of(batch));
    }
  }

  Buffer mask(OpContext c, int at) {
    return scores ? c.in(at) : null;
  }

  Buffer lengths(OpContext c, int at) {
    return padded ? c.in(at + (scores ? 1 : 0)) : null;
  }

  /// Where forward keeps the shares that did not drop out.
  Buffer scratch(OpContext c, AttentionGeometry g) {
    return dropout > 0 ? c.scratch(g.scores()) : null;
  }

  /// @param at the number of the first input of the mask
  AttentionGeometry geometry(
      OpContext c, int at, int batch, int queries, int keys, int headDim, int token) {
    int mask = !scores ? 0 : c.inShape(at).rank() == 2 ? 1 : batch;
    return new AttentionGeometry(
        batch, queries, keys, heads, headDim, mask, token, causal, dropout, key, stream);
  }
}
