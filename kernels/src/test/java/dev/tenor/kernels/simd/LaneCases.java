package dev.tenor.kernels.simd;

import static dev.tenor.engine.tck.OpCase.Kind.CONSTANT;
import static dev.tenor.engine.tck.OpCase.Kind.POSITIVE;
import static dev.tenor.engine.tck.OpCase.Kind.VARIABLE;

import dev.tenor.engine.ops.AttentionMask;
import dev.tenor.engine.ops.ConvBlock;
import dev.tenor.engine.ops.ConvSettings;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.ops.Norms;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Reductions;
import dev.tenor.engine.ops.Sequences;
import dev.tenor.engine.tck.OpCase;
import java.util.ArrayList;
import java.util.List;

/// Ops at the sizes where 4, 8 and 16 lanes would part ways: rows that end within a vector of one
/// width and not of another, channels that are whole vectors of some widths, and images of a few
/// register tiles.
final class LaneCases {
  private final List<OpCase> cases = new ArrayList<>();

  private LaneCases() {}

  static List<OpCase> all() {
    LaneCases all = new LaneCases();
    for (int n : new int[] {1, 4, 7, 8, 12, 16, 17, 20, 24, 31, 33, 40, 48, 50, 63, 72, 100}) {
      all.rows(n);
      all.columns(n);
    }
    for (int tokens : new int[] {3, 17, 24, 40, 49}) {
      all.attention(tokens);
    }
    int[][] channels = {{1, 16}, {1, 8}, {8, 8}, {8, 16}, {16, 16}, {24, 40}, {16, 48}, {5, 20}};
    int[][] images = {{2, 3}, {3, 4}, {5, 7}, {9, 1}, {19, 2}, {23, 13}};
    for (int[] c : channels) {
      for (int[] image : images) {
        all.convolutions(image[0], image[1], c[0], c[1]);
      }
    }
    return all.cases;
  }

  private OpCase add(String name, OpCase.Body body) {
    OpCase added = OpCase.of("lanes " + name, body);
    cases.add(added);
    return added;
  }

  private void rows(int n) {
    add("softmax " + n, (p, in) -> Ops.softmax(p, in[0])).variable(11, n);
    add("log_softmax " + n, (p, in) -> Ops.logSoftmax(p, in[0])).variable(11, n);
    add("sum " + n, (p, in) -> Reductions.sum(p, in[0], false, 1)).variable(5, n);
    add("layer_norm " + n, (p, in) -> Norms.layerNorm(p, in[0], in[1], in[2], 1e-5f))
        .variable(37, n)
        .variable(n)
        .variable(n);
    add("rms_norm " + n, (p, in) -> Norms.rmsNorm(p, in[0], in[1], 1e-5f))
        .variable(37, n)
        .variable(n);
  }

  private void columns(int n) {
    add("linear " + n, (p, in) -> Ops.linear(p, in[0], in[1], in[2]))
        .variable(21, 9)
        .variable(n, 9)
        .variable(n);
    add(
            "batch_norm " + n,
            (p, in) -> Norms.batchNorm(p, in[0], in[1], in[2], in[3], in[4], 0.1f, 1e-5f))
        .variable(45, n)
        .variable(n)
        .variable(n)
        .in(CONSTANT, n)
        .in(POSITIVE, n);
    add(
            "depthwise " + n,
            (p, in) -> Images.conv2d(p, in[0], in[1], null, ConvSettings.of(1, 1).groups(n)))
        .variable(2, 9, 8, n)
        .variable(3, 3, 1, n);
  }

  private void attention(int tokens) {
    int embed = 2 * 12;
    AttentionMask causal = new AttentionMask(true, null, null);
    add("attention " + tokens, (p, in) -> Sequences.selfAttention(p, in[0], null, 2))
        .variable(2, tokens, 3 * embed);
    add("causal " + tokens, (p, in) -> Sequences.selfAttention(p, in[0], causal, 2, 0))
        .variable(2, tokens, 3 * embed);
  }

  private void convolutions(int height, int width, int in, int out) {
    String size = height + "x" + width + "x" + in + "->" + out;
    add("conv2d " + size, (p, x) -> Images.conv2d(p, x[0], x[1], x[2], 1, 1))
        .variable(5, height, width, in)
        .variable(3, 3, in, out)
        .variable(out);
    int pool = Math.min(2, Math.min(height, width));
    OpCase.Body block =
        (p, x) ->
            Images.convBlock(
                p,
                x[0],
                new ConvBlock.Parameters(x[1], x[2], x[3], x[4], x[5], x[6]),
                1,
                1,
                pool,
                0.2f,
                0.1f,
                1e-5f);
    block(add("block " + size, block), VARIABLE, height, width, in, out);
    block(add("predicting block " + size, block).evaluation(), CONSTANT, height, width, in, out);
  }

  /// @param kind of what has a gradient in training
  private static void block(OpCase op, OpCase.Kind kind, int height, int width, int in, int out) {
    op.in(kind, 5, height, width, in)
        .in(kind, 3, 3, in, out)
        .in(CONSTANT, out)
        .in(kind, out)
        .in(kind, out)
        .in(CONSTANT, out)
        .in(POSITIVE, out);
  }
}
