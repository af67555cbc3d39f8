package dev.tenor.bench.peers;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.nn.Init;
import dev.tenor.engine.nn.Layer;
import dev.tenor.engine.nn.LayerNorm;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.MultiheadAttention;
import dev.tenor.engine.nn.Parameter;
import dev.tenor.engine.nn.UnaryLayer;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A small GPT-2 (Radford et al. 2019) over characters: pre-norm, GELU, learned positions, the
/// embedding's weights also in the last layer; numbers of tokens [B,T] → [B·T,V].
final class Gpt extends UnaryLayer {
  static final int VOCABULARY = 65;
  static final int TOKENS = 128;
  static final int WIDTH = 128;
  static final int HEADS = 4;
  static final int DEPTH = 4;

  private final Parameter tokens =
      parameter("wte.weight", Shape.of(VOCABULARY, WIDTH), Init.uniform(0.03));
  private final Parameter positions =
      parameter("wpe.weight", Shape.of(TOKENS, WIDTH), Init.uniform(0.03));
  private final Parameter mask =
      constant(
          "mask",
          Shape.of(TOKENS, TOKENS),
          (values, random) -> System.arraycopy(mask(), 0, values, 0, values.length));
  private final List<Block> blocks = new ArrayList<>();
  private final LayerNorm norm = child("norm", new LayerNorm(WIDTH));

  Gpt() {
    for (int i = 0; i < DEPTH; i++) {
      blocks.add(child("blocks." + i, new Block()));
    }
  }

  @Override
  protected Tensor forward(Pass pass, Tensor numbers) {
    int batch = numbers.shape().dim(0);
    Tensor x = pass.apply(new TokenEmbedding(), tokens.tensor(), numbers);
    x = Ops.add(pass, x, positions.tensor());
    for (Block block : blocks) {
      x = block.apply(pass, x, mask.tensor());
    }
    Tensor logits = Ops.linear(pass, norm.apply(pass, x), tokens.tensor(), null);
    return Ops.reshape(pass, logits, Shape.of(batch * TOKENS, VOCABULARY));
  }

  /// Hides from each token those after it, [T,T].
  static float[] mask() {
    float[] mask = new float[TOKENS * TOKENS];
    for (int i = 0; i < TOKENS; i++) {
      Arrays.fill(mask, i * TOKENS + i + 1, (i + 1) * TOKENS, Float.NEGATIVE_INFINITY);
    }
    return mask;
  }

  private static final class Block extends Layer {
    private final LayerNorm norm1 = child("norm1", new LayerNorm(WIDTH));
    private final MultiheadAttention attention =
        child("attention", new MultiheadAttention(WIDTH, HEADS));
    private final LayerNorm norm2 = child("norm2", new LayerNorm(WIDTH));
    private final Linear up = child("up", new Linear(WIDTH, 4 * WIDTH));
    private final Linear down = child("down", new Linear(4 * WIDTH, WIDTH));

    Tensor apply(Pass pass, Tensor x, Tensor mask) {
      return inside(
          pass,
          () -> {
            Tensor y = Ops.add(pass, x, attention.apply(pass, norm1.apply(pass, x), mask));
            Tensor hidden = Ops.gelu(pass, up.apply(pass, norm2.apply(pass, y)));
            return Ops.add(pass, y, down.apply(pass, hidden));
          });
    }
  }
}
