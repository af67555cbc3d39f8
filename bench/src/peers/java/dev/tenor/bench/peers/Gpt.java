package dev.tenor.bench.peers;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.nn.Embedding;
import dev.tenor.engine.nn.Init;
import dev.tenor.engine.nn.LayerNorm;
import dev.tenor.engine.nn.LearnedPositions;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.MultiheadAttention;
import dev.tenor.engine.nn.UnaryLayer;
import dev.tenor.engine.ops.AttentionMask;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A small GPT-2 (Radford et al. 2019) over characters: pre-norm, GELU, learned positions, the
/// embedding's weights also in the last layer; numbers of tokens [B,T] → [B·T,V].
final class Gpt extends UnaryLayer {
  static final int VOCABULARY = 65;
  static final int TOKENS = 128;
  static final int WIDTH = 128;
  static final int HEADS = 4;
  static final int DEPTH = 4;

  private final Embedding tokens =
      child("wte", new Embedding(VOCABULARY, WIDTH, Init.uniform(0.03)));
  private final LearnedPositions positions = child("wpe", new LearnedPositions(TOKENS, WIDTH));
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
    Tensor x = positions.apply(pass, tokens.apply(pass, numbers));
    for (Block block : blocks) {
      x = block.apply(pass, x);
    }
    Tensor logits = Ops.linear(pass, norm.apply(pass, x), tokens.weight(), null);
    return Ops.reshape(pass, logits, Shape.of(batch * TOKENS, VOCABULARY));
  }

  private static final class Block extends UnaryLayer {
    private final LayerNorm norm1 = child("norm1", new LayerNorm(WIDTH));
    private final MultiheadAttention attention =
        child("attention", new MultiheadAttention(WIDTH, HEADS));
    private final LayerNorm norm2 = child("norm2", new LayerNorm(WIDTH));
    private final Linear up = child("up", new Linear(WIDTH, 4 * WIDTH));
    private final Linear down = child("down", new Linear(4 * WIDTH, WIDTH));

    @Override
    protected Tensor forward(Pass pass, Tensor x) {
      Tensor mixed = attention.apply(pass, norm1.apply(pass, x), AttentionMask.CAUSAL);
      Tensor y = Ops.add(pass, x, mixed);
      Tensor hidden = Ops.gelu(pass, up.apply(pass, norm2.apply(pass, y)));
      return Ops.add(pass, y, down.apply(pass, hidden));
    }
  }
}
