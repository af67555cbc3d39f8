package dev.tenor.engine.tck;

import static dev.tenor.engine.tck.OpCase.Kind.AWAY_FROM_ZERO;
import static dev.tenor.engine.tck.OpCase.Kind.CONSTANT;
import static dev.tenor.engine.tck.OpCase.Kind.DISTINCT;
import static dev.tenor.engine.tck.OpCase.Kind.LABELS;
import static dev.tenor.engine.tck.OpCase.Kind.MASK;
import static dev.tenor.engine.tck.OpCase.Kind.POSITIVE;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.ConvBlock;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The list of op cases. To add an op, add its cases here; every backend is then tested on it.
/// Sizes sit around the lane counts 4, 8 and 16 and their multiples, and none of them is round.
public final class OpCases {
  private final List<OpCase> cases = new ArrayList<>();

  private OpCases() {}

  public static List<OpCase> all() {
    OpCases list = new OpCases();
    list.products();
    list.convolutions();
    list.blocks();
    list.pooling();
    list.norms();
    list.sequences();
    list.softmax();
    list.elementwise();
    list.shapes();
    return list.cases;
  }

  private OpCase add(String name, OpCase.Body body) {
    OpCase added = OpCase.of(name, body);
    cases.add(added);
    return added;
  }

  private void products() {
    int[][] sizes = {
      {1, 1, 1}, {7, 13, 5}, {4, 16, 8}, {17, 9, 33}, {5, 1, 31}, {1, 48, 192}, {103, 65, 67}
    };
    for (int[] s : sizes) {
      String size = Arrays.toString(s);
      for (int t = 0; t < 4; t++) {
        boolean ta = (t & 1) != 0;
        boolean tb = (t & 2) != 0;
        add("matmul" + size + (ta ? " aT" : "") + (tb ? " bT" : ""), matmul(ta, tb))
            .variable(2, ta ? s[1] : s[0], ta ? s[0] : s[1])
            .variable(2, tb ? s[2] : s[1], tb ? s[1] : s[2]);
      }
      add("linear" + size, (p, in) -> Ops.linear(p, in[0], in[1], in[2]))
          .variable(s[0], s[1])
          .variable(s[2], s[1])
          .variable(s[2]);
    }
    add("matmul 5-D", matmul(false, false)).variable(2, 3, 2, 4, 5).variable(2, 3, 2, 5, 3);
    add("matmul inner 0", matmul(false, false)).variable(2, 3, 0).variable(2, 0, 4);
    add("matmul rows 0", matmul(false, false)).variable(0, 3).variable(3, 4).noGradientCheck();
    add("linear no bias", (p, in) -> Ops.linear(p, in[0], in[1], null))
        .variable(2, 3, 19)
        .variable(4, 19);
    add("linear constant input", (p, in) -> Ops.linear(p, in[0], in[1], in[2]))
        .in(CONSTANT, 3, 6)
        .variable(5, 6)
        .variable(5);
  }

  private static OpCase.Body matmul(boolean transA, boolean transB) {
    return (p, in) -> Ops.matmul(p, in[0], in[1], transA, transB);
  }

  private void convolutions() {
    conv(new int[] {2, 7, 5, 1}, new int[] {3, 3, 1, 16}, 1, 1);
    conv(new int[] {1, 9, 10, 16}, new int[] {3, 3, 16, 32}, 1, 1);
    conv(new int[] {2, 5, 5, 32}, new int[] {3, 3, 32, 64}, 1, 1);
    conv(new int[] {3, 4, 2, 64}, new int[] {3, 3, 64, 48}, 1, 1);
    conv(new int[] {2, 13, 3, 16}, new int[] {3, 3, 16, 16}, 1, 1);
    conv(new int[] {7, 19, 2, 16}, new int[] {3, 3, 16, 16}, 1, 1);
    conv(new int[] {2, 6, 7, 3}, new int[] {3, 3, 3, 5}, 1, 1);
    conv(new int[] {2, 9, 7, 5}, new int[] {5, 5, 5, 7}, 2, 2);
    conv(new int[] {1, 8, 9, 2}, new int[] {1, 1, 2, 17}, 1, 0);
    conv(new int[] {1, 8, 9, 4}, new int[] {2, 4, 4, 9}, 3, 0);
    conv(new int[] {1, 1, 1, 16}, new int[] {3, 3, 16, 16}, 1, 1);
    conv(new int[] {2, 3, 1, 8}, new int[] {3, 3, 8, 16}, 1, 1);
    conv(new int[] {1, 31, 40, 1}, new int[] {3, 3, 1, 16}, 1, 1);
    add("conv2d no bias", (p, in) -> Ops.conv2d(p, in[0], in[1], null, 1, 1))
        .variable(1, 4, 6, 16)
        .variable(3, 3, 16, 16);
    add("conv2d constant input", (p, in) -> Ops.conv2d(p, in[0], in[1], in[2], 1, 1))
        .in(CONSTANT, 2, 6, 5, 1)
        .variable(3, 3, 1, 16)
        .variable(16);
    add("conv1d", (p, in) -> Ops.conv1d(p, in[0], in[1], in[2], 1, 1))
        .variable(4, 11, 6)
        .variable(3, 6, 10)
        .variable(10);
    add("conv1d strided", (p, in) -> Ops.conv1d(p, in[0], in[1], in[2], 2, 0))
        .variable(2, 12, 3)
        .variable(5, 3, 4)
        .variable(4);
  }

  private void conv(int[] x, int[] w, int stride, int padding) {
    String name =
        "conv2d" + Shape.of(x) + "*" + Shape.of(w) + " stride " + stride + " pad " + padding;
    add(name, (p, in) -> Ops.conv2d(p, in[0], in[1], in[2], stride, padding))
        .variable(x)
        .variable(w)
        .variable(w[3]);
  }

  private void blocks() {
    block(new int[] {2, 7, 6, 1}, 16, 2, 0.25f);
    block(new int[] {2, 9, 7, 16}, 32, 2, 0.5f);
    block(new int[] {5, 19, 2, 16}, 32, 2, 0.25f);
    block(new int[] {3, 5, 5, 16}, 32, 1, 0.25f);
    block(new int[] {3, 5, 5, 16}, 17, 1, 0.25f);
    block(new int[] {1, 4, 2, 5}, 8, 2, 0f);
    block(new int[] {3, 7, 7, 32}, 48, 3, 0.1f);
    block(new int[] {2, 31, 40, 1}, 16, 2, 0.25f);
  }

  private void block(int[] x, int channels, int pool, float dropout) {
    String name = "conv_block" + Shape.of(x) + "->" + channels + " pool " + pool;
    block(name, x, channels, pool, dropout).variable(x);
    block(name + " constant input", x, channels, pool, dropout).in(CONSTANT, x);
  }

  private OpCase block(String name, int[] x, int channels, int pool, float dropout) {
    return add(
            name,
            (p, in) -> {
              ConvBlock.Parameters q =
                  new ConvBlock.Parameters(in[0], in[1], in[2], in[3], in[4], in[5]);
              return Ops.convBlock(p, in[6], q, 1, 1, pool, dropout, 0.1f, 1e-5f);
            })
        .variable(3, 3, x[3], channels)
        .in(CONSTANT, channels) // its gradient is 0 in exact arithmetic: only rounding is left
        .variable(channels)
        .variable(channels)
        .in(CONSTANT, channels)
        .in(POSITIVE, channels);
  }

  private void pooling() {
    int[][] inputs = {{3, 39, 5, 8}, {1, 2, 2, 1}, {2, 5, 3, 17}, {1, 19, 2, 32}};
    for (int[] x : inputs) {
      add("avg_pool2d" + Shape.of(x), (p, in) -> Ops.avgPool2d(p, in[0], 2, 2)).variable(x);
      add("max_pool2d" + Shape.of(x), (p, in) -> Ops.maxPool2d(p, in[0], 2, 2)).in(DISTINCT, x);
    }
    add("avg_pool2d 3x2", (p, in) -> Ops.avgPool2d(p, in[0], 3, 2)).variable(2, 7, 5, 9);
    add("max_pool2d 3x1", (p, in) -> Ops.maxPool2d(p, in[0], 3, 1)).in(DISTINCT, 1, 3, 4, 3);
    add("max_pool2d 2x3", (p, in) -> Ops.maxPool2d(p, in[0], 2, 3)).in(DISTINCT, 2, 5, 7, 5);
  }

  private void norms() {
    int[][] inputs = {{4, 9, 7, 6}, {2, 3, 16}, {33, 1}, {2, 5, 7, 48}, {103, 19}};
    for (int[] x : inputs) {
      int channels = x[x.length - 1];
      OpCase.Body batch =
          (p, in) -> Ops.batchNorm(p, in[0], in[1], in[2], in[3], in[4], 0.1f, 1e-5f);
      add("batch_norm" + Shape.of(x), batch)
          .variable(x)
          .variable(channels)
          .variable(channels)
          .in(CONSTANT, channels)
          .in(POSITIVE, channels);
      add("batch_norm running" + Shape.of(x), batch)
          .variable(x)
          .variable(channels)
          .variable(channels)
          .in(CONSTANT, channels)
          .in(POSITIVE, channels)
          .evaluation();
      if (channels > 1) { // one feature alone normalises to 0, whatever it is
        add("layer_norm" + Shape.of(x), (p, in) -> Ops.layerNorm(p, in[0], in[1], in[2], 1e-5f))
            .variable(x)
            .variable(channels)
            .variable(channels);
      }
    }
  }

  private void sequences() {
    int[][] sizes = {{1, 1, 8}, {4, 9, 96}, {1, 3, 5}, {2, 7, 14}};
    for (int[] s : sizes) {
      int heads = s[0];
      attention("attention heads " + heads, heads, 3, s[1], s[1], s[2]);
    }
    attention("attention cross", 2, 2, 5, 3, 12);
    attention("attention long", 1, 1, 131, 70, 20);
    attention("attention one key", 3, 2, 4, 1, 15);
    add("attention one masked key", (p, in) -> Ops.attention(p, in[0], in[1], in[2], in[3], 2))
        .variable(3, 5, 8)
        .variable(3, 1, 8)
        .variable(3, 1, 8)
        .in(MASK, 3, 5, 1);
    attention("attention few tokens", 2, 3, 2, 4, 38);
    add("attention mask", (p, in) -> Ops.attention(p, in[0], in[1], in[2], in[3], 2))
        .variable(3, 6, 8)
        .variable(3, 6, 8)
        .variable(3, 6, 8)
        .in(MASK, 6, 6);
    add("attention batch mask", (p, in) -> Ops.attention(p, in[0], in[1], in[2], in[3], 3))
        .variable(2, 4, 12)
        .variable(2, 7, 12)
        .variable(2, 7, 12)
        .in(MASK, 2, 4, 7);
    int[][] packed = {{1, 1, 8}, {4, 1, 96}, {4, 9, 96}, {1, 3, 5}, {3, 66, 51}};
    for (int[] s : packed) {
      int heads = s[0];
      add(
              "self_attention heads " + heads + " of " + s[1] + " tokens",
              (p, in) -> Ops.selfAttention(p, in[0], null, heads))
          .variable(2, s[1], 3 * s[2]);
    }
    add("self_attention mask", (p, in) -> Ops.selfAttention(p, in[0], in[1], 2))
        .variable(3, 6, 24)
        .in(MASK, 6, 6);
    add("self_attention batch mask", (p, in) -> Ops.selfAttention(p, in[0], in[1], 3))
        .variable(2, 4, 36)
        .in(MASK, 2, 4, 4);
    lstm("lstm", 5, 9, 20, 12, 1);
    lstm("lstm one step", 3, 1, 4, 1, 1);
    lstm("bilstm", 5, 9, 20, 12, 2);
    lstm("bilstm one utterance", 1, 4, 6, 17, 2);
    lstm("bilstm hidden 48", 2, 3, 128, 48, 2);
  }

  private void attention(String name, int heads, int batch, int queries, int keys, int embed) {
    add(name, (p, in) -> Ops.attention(p, in[0], in[1], in[2], null, heads))
        .variable(batch, queries, embed)
        .variable(batch, keys, embed)
        .variable(batch, keys, embed);
  }

  private void lstm(String name, int batch, int time, int in, int hidden, int directions) {
    OpCase added =
        add(name, (p, x) -> Ops.lstm(p, x[0], Arrays.copyOfRange(x, 1, x.length)))
            .variable(batch, time, in);
    for (int d = 0; d < directions; d++) {
      added.variable(4 * hidden, in).variable(4 * hidden, hidden);
      added.variable(4 * hidden).variable(4 * hidden);
    }
  }

  private void softmax() {
    int[][] inputs = {{11, 37}, {1, 1}, {5, 4}, {3, 2, 9}, {2, 103}};
    for (int[] x : inputs) {
      add("softmax" + Shape.of(x), (p, in) -> Ops.softmax(p, in[0])).variable(x);
      add("log_softmax" + Shape.of(x), (p, in) -> Ops.logSoftmax(p, in[0])).variable(x);
    }
    for (int[] x : new int[][] {{32, 4}, {1, 2}, {7, 19}}) {
      add("cross_entropy" + Shape.of(x), (p, in) -> Ops.crossEntropy(p, in[0], in[1]))
          .variable(x)
          .in(LABELS, x[0]);
    }
  }

  private void elementwise() {
    for (int n : new int[] {1, 3, 4, 7, 8, 9, 15, 16, 17, 31, 103, 1009}) {
      activation("elu", n, Ops::elu);
      activation("relu", n, Ops::relu);
      activation("gelu", n, Ops::gelu);
      activation("tanh", n, Ops::tanh);
      activation("sigmoid", n, Ops::sigmoid);
      add("add[" + n + "]", (p, in) -> Ops.add(p, in[0], in[1])).variable(n).variable(n);
      add("scale[" + n + "]", (p, in) -> Ops.scale(p, in[0], -1.7f)).variable(n);
      add("dropout[" + n + "]", (p, in) -> Ops.dropout(p, in[0], 0.25f)).variable(n);
    }
    add("subtract", (p, in) -> Ops.subtract(p, in[0], in[1])).variable(3, 7).variable(3, 7);
    add("multiply", (p, in) -> Ops.multiply(p, in[0], in[1])).variable(3, 7).variable(3, 7);
    add("multiply by itself", (p, in) -> Ops.multiply(p, in[0], in[0])).variable(19);
    add("add row", (p, in) -> Ops.add(p, in[0], in[1])).variable(5, 3, 9).variable(9);
    add("subtract row", (p, in) -> Ops.subtract(p, in[0], in[1])).variable(5, 9).variable(9);
    add("multiply map", (p, in) -> Ops.multiply(p, in[0], in[1])).variable(4, 3, 9).variable(3, 9);
    add("add nothing", (p, in) -> Ops.add(p, in[0], in[1]))
        .variable(0, 3)
        .variable(0, 3)
        .noGradientCheck();
  }

  @FunctionalInterface
  private interface Map {
    Tensor apply(Pass pass, Tensor x);
  }

  private void activation(String name, int n, Map fn) {
    add(name + "[" + n + "]", (p, in) -> fn.apply(p, in[0])).in(AWAY_FROM_ZERO, n);
  }

  private void shapes() {
    for (int axis = 0; axis < 3; axis++) {
      int at = axis;
      add("mean axis " + axis, (p, in) -> Ops.mean(p, in[0], at)).variable(3, 5, 17);
      add("concat axis " + axis, (p, in) -> Ops.concat(p, at, in[0], in[1], in[0]))
          .variable(2, 3, 5)
          .variable(2, 3, 5);
      add("narrow axis " + axis, (p, in) -> Ops.narrow(p, in[0], at, 1, 2)).variable(4, 5, 3);
    }
    add("mean of a vector", (p, in) -> Ops.mean(p, in[0], 0)).variable(9);
    add("permute 2-D", (p, in) -> Ops.permute(p, in[0], 1, 0)).variable(17, 5);
    add("permute 4-D", (p, in) -> Ops.permute(p, in[0], 0, 3, 1, 2)).variable(2, 5, 3, 7);
    add("permute 5-D", (p, in) -> Ops.permute(p, in[0], 4, 2, 0, 3, 1)).variable(2, 3, 2, 5, 3);
    add("reshape", (p, in) -> Ops.reshape(p, in[0], Shape.of(6, 5))).variable(2, 3, 5);
  }
}
